package jacobi.golden;

import org.bytedeco.pytorch.global.torch;

/** How far predicted numbers are from the right ones. */
final class RegressionLossesGolden {
    private RegressionLossesGolden() {
    }

    static void addTo(Entries e) {
        e.row("mseLoss(Tensor)", x -> torch.mse_loss(x[0], x[1]));
        e.row("mseLoss(Tensor), scalar", x -> torch.mse_loss(x[0], x[1]));
        e.row("mseLoss(Tensor,LossReduction), whole targets", x -> torch.mse_loss(x[0], x[1], 0));
        e.row("mseLoss(Tensor,LossReduction), nothing", x -> torch.mse_loss(x[0], x[1], 2));
        e.row("l1Loss(Tensor)", x -> torch.l1_loss(x[0], x[1]));
        e.row("huberLoss(Tensor)", x -> torch.huber_loss(x[0], x[1]));
        e.row("smoothL1Loss(Tensor)", x -> torch.smooth_l1_loss(x[0], x[1]));
        e.row("smoothL1Loss(Tensor,double,LossReduction), beta 0", x -> torch.smooth_l1_loss(x[0], x[1], 2, 0));
        for (int r = 0; r < 3; r++) {
            int reduction = r;
            String name = LossesGolden.REDUCTIONS[r];
            e.row("mseLoss(Tensor,LossReduction), " + name, x -> torch.mse_loss(x[0], x[1], reduction));
            e.row("l1Loss(Tensor,LossReduction), " + name, x -> torch.l1_loss(x[0], x[1], reduction));
            e.row("huberLoss(Tensor,double,LossReduction), " + name, x -> torch.huber_loss(x[0], x[1], reduction, 0.7));
            e.row("smoothL1Loss(Tensor,double,LossReduction), " + name,
                    x -> torch.smooth_l1_loss(x[0], x[1], reduction, 0.7));
        }
        e.row("poissonNllLoss(Tensor)", x -> torch.poisson_nll_loss(x[0], x[1], true, false, 1e-8, 1));
        String poisson = "poissonNllLoss(Tensor,boolean,boolean,double,LossReduction), ";
        e.row(poisson + "full", x -> torch.poisson_nll_loss(x[0], x[1].to(x[0].scalar_type()), true, true, 1e-8, 0));
        e.row(poisson + "rates", x -> torch.poisson_nll_loss(x[0], x[1], false, false, 1e-3, 2));
    }
}

package jacobi.notebook.magic;

import java.util.List;

/** All magics, in the order in which help shows them. An adapter of a host registers each of them. */
public final class MagicList {
    private static final List<Magic> ALL = List.of(
            SettingsMagics.JACOBI,
            SettingsMagics.DEVICE,
            SettingsMagics.SEED,
            SettingsMagics.THREADS,
            SettingsMagics.ANOMALY,
            InspectMagics.DIFF,
            InspectMagics.GRADCHECK,
            GraphMagics.GRAPH,
            ViewMagics.HEATMAP,
            ViewMagics.IMAGE,
            ViewMagics.HISTOGRAM,
            ViewMagics.SUMMARY,
            MeasureMagics.PROFILE,
            MeasureMagics.BENCH,
            MeasureMagics.LRFIND,
            MeasureMagics.MEMORY,
            TrainingMagics.COMPARE,
            TrainingMagics.TRAIN,
            TrainingMagics.LOSS,
            TrainingMagics.RUNS);

    private MagicList() {
    }

    /** {@return all magics} */
    public static List<Magic> all() {
        return ALL;
    }
}

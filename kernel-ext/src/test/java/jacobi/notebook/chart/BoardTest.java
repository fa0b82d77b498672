package jacobi.notebook.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoardTest {
    @Test
    void namesThatEndInTheSameWordShareAPanel() {
        for (String name : List.of("loss", "train loss", "val/loss", "val_loss", "trainLoss", "Loss", "test loss #2")) {
            assertEquals("loss", Board.quantity(name), name);
        }
        assertEquals("accuracy", Board.quantity("top5 accuracy"));
        assertEquals("%", Board.quantity("%"));
        Board board = new Board();
        board.add("train loss", 1);
        board.add("accuracy", 2);
        board.add("test loss", 3);
        assertEquals(Set.of("loss", "accuracy"), board.snapshot().panels().keySet());
        assertEquals(2, board.snapshot().panels().get("loss").size());
    }

    @Test
    void stepsCountFromOneAndGoOnFromAGivenOne() {
        Board board = new Board();
        board.add("a", 5);
        board.add("a", 10, 6);
        board.add("a", 7);
        assertArrayEquals(new double[] {1, 10, 11}, board.snapshot().lines().getFirst().points().step());
    }

    @Test
    void stepsThatGoBackBeginANewCurve() {
        Board board = new Board();
        for (int round = 0; round < 3; round++) {
            for (int step = 0; step < 4; step++) {
                board.add("loss", step, round);
            }
        }
        assertEquals(List.of("loss", "loss #2", "loss #3"),
                board.snapshot().lines().stream().map(Board.Line::name).toList());
        assertTrue(board.snapshot().lines().stream().allMatch(line -> line.points().size() == 4));
    }

    @Test
    void thereIsALimitToCurvesAndItIsTold() {
        Board board = new Board();
        for (int i = 0; i < Board.MOST_CURVES + 5; i++) {
            board.add("name" + i, 1);
        }
        Board.Snapshot snapshot = board.snapshot();
        assertEquals(Board.MOST_CURVES, snapshot.lines().size());
        assertEquals(5, snapshot.dropped());
        assertTrue(ChartText.text(snapshot).contains("5 values were not kept"));
    }

    @Test
    void runsKeepTheirCurvesApart() {
        Board board = new Board();
        board.run("k=1", "first");
        board.add("loss", 1);
        board.run("k=2", "second");
        board.add("loss", 2);
        assertEquals(List.of("k=1", "k=2"), board.snapshot().lines().stream().map(Board.Line::run).toList());
        assertEquals("second", board.snapshot().note());
    }
}

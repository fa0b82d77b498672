package jacobi.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TurnTest {
    @Test
    void theNumbersAreThoseOfStrictMath() {
        Random random = new Random(5);
        for (int i = 0; i < 300_000; i++) {
            check(2 * StrictMath.PI * random.nextDouble());
            check(2 * StrictMath.PI * random.nextInt(1 << 24) * 0x1p-24);
        }
    }

    @Test
    void nearMultiplesOfAnEighthTurnTheyAre() {
        for (int eighths = 0; eighths <= 8; eighths++) {
            double x = eighths * (StrictMath.PI / 4);
            for (int i = 0; i < 2000 && x >= 0; i++, x = StrictMath.nextDown(x)) {
                check(x);
            }
            x = eighths * (StrictMath.PI / 4);
            for (int i = 0; i < 2000 && x <= 2 * StrictMath.PI; i++, x = StrictMath.nextUp(x)) {
                check(x);
            }
            for (int power = 1; power < 60; power++) {
                x = eighths * (StrictMath.PI / 4) - StrictMath.scalb(1.0, -power);
                if (x >= 0) {
                    check(x);
                }
            }
        }
    }

    private static void check(double x) {
        assertEquals(Double.doubleToLongBits(StrictMath.cos(x)), Double.doubleToLongBits(Turn.cos(x)), () -> "cos " + x);
        assertEquals(Double.doubleToLongBits(StrictMath.sin(x)), Double.doubleToLongBits(Turn.sin(x)), () -> "sin " + x);
    }
}

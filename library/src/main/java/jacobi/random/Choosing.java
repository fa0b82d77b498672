package jacobi.random;

/** Indices with probabilities in proportion to weights. The weights are finite, not negative, and not all 0. */
final class Choosing {
    private Choosing() {
    }

    static double[] sums(double[] weights) {
        double[] sums = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            RandomStream.poll(i);
            sum += weights[i];
            sums[i] = sum;
        }
        return sums;
    }

    static double[] cumulated(double[] weights) {
        double[] sums = sums(weights);
        double total = sums[sums.length - 1];
        for (int i = 0; i < sums.length; i++) {
            RandomStream.poll(i);
            sums[i] /= total;
        }
        return sums;
    }

    /** {@return the first index whose number is above this one} */
    static int above(double[] increasing, double number) {
        int low = 0;
        int high = increasing.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (increasing[middle] > number) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    static int[] byCumulated(RandomStream stream, double[] weights, int count) {
        double[] cumulated = cumulated(weights);
        int[] chosen = new int[count];
        for (int i = 0; i < count; i++) {
            RandomStream.poll(i);
            chosen[i] = above(cumulated, stream.uniform());
        }
        return chosen;
    }

    /**
     * Without replacement: each index arrives after an exponential time, the sooner the larger its weight; the first
     * ones win (Efraimidis and Spirakis: "Weighted random sampling with a reservoir", 2006).
     */
    static int[] byRace(RandomStream stream, double[] weights, int count) {
        double[] speeds = new double[weights.length];
        stream.exponential(speeds);
        for (int i = 0; i < speeds.length; i++) {
            RandomStream.poll(i);
            speeds[i] = weights[i] / speeds[i];
        }
        return largest(speeds, count);
    }

    /** {@return where the largest numbers are, the largest first; the first among equals} */
    static int[] largest(double[] numbers, int count) {
        // A heap of the best so far, the worst of them on top.
        int[] heap = new int[count];
        int size = 0;
        for (int i = 0; i < numbers.length && count > 0; i++) {
            RandomStream.poll(i);
            if (size < count) {
                heap[size++] = i;
                for (int k = size - 1; k > 0 && better(numbers, heap[(k - 1) / 2], heap[k]); k = (k - 1) / 2) {
                    RandomStream.swap(heap, k, (k - 1) / 2);
                }
            } else if (better(numbers, i, heap[0])) {
                heap[0] = i;
                sink(numbers, heap, size);
            }
        }
        while (size > 1) {
            RandomStream.poll(size);
            RandomStream.swap(heap, 0, --size);
            sink(numbers, heap, size);
        }
        return heap;
    }

    private static boolean better(double[] numbers, int i, int j) {
        return numbers[i] > numbers[j] || numbers[i] == numbers[j] && i < j;
    }

    private static void sink(double[] numbers, int[] heap, int size) {
        int k = 0;
        while (2 * k + 1 < size) {
            int child = 2 * k + 1;
            if (child + 1 < size && better(numbers, heap[child], heap[child + 1])) {
                child++;
            }
            if (!better(numbers, heap[k], heap[child])) {
                return;
            }
            RandomStream.swap(heap, k, child);
            k = child;
        }
    }
}

package jacobi.notebook.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where each part of a graph stands: in columns from left to right, so that all wires go to the right, each part as near
 * to the one that uses it as can be; within a column in an order with few crossings; and as high as its neighbours, as far
 * as there is room (Sugiyama, Tagawa, Toda: "Methods for Visual Understanding of Hierarchical System Structures", 1981). A
 * wire past a column has a place of its own there. What is too wide goes on in rows, like a text; the wires between them get
 * letters. The same graph always gets the same places.
 */
final class Layout {
    private static final int SWEEPS = 12;
    private static final double BETWEEN_PARTS = 14;
    private static final double BETWEEN_WIRES = 16;
    private static final double BETWEEN_COLUMNS = 24;
    private static final double BETWEEN_ROWS = 22;
    /** What a wire needs that goes on in the next row, at the end of its row and where it comes in. */
    static final double PASSAGE = 30;
    /** How much straighter a wire past a column is to be than one between neighbours. */
    private static final double STRAIGHT = 4;

    /**
     * What a part needs.
     *
     * @param body   how wide it is
     * @param stem   how much room its value needs to the right of it
     * @param height how high both are
     */
    record Box(double body, double stem, double height) {
    }

    /** Where a part stands: the middle of its body, and where its stem ends. */
    record Place(double x, double y, double stemEnd) {
    }

    /**
     * A connection from one part to another.
     *
     * @param argument which of the inputs of the other it is
     * @param legs     its pieces; the last one ends at the other part
     */
    record Wire(int from, int to, int argument, List<Leg> legs) {
    }

    /**
     * A piece of a wire between neighbouring columns.
     *
     * @param straight how far it goes straight on before, to pass a column
     * @param letter   what marks the two ends of a piece between two rows; empty within a row
     */
    record Leg(double x, double y, double straight, double toX, double toY, String letter) {
    }

    /** A part, or a wire's place in a column that it passes. */
    private static final class Item {
        final int part;
        final int column;
        final double height;
        final List<Link> before = new ArrayList<>();
        final List<Link> after = new ArrayList<>();
        int position;
        double y;

        Item(int part, int column, double height) {
            this.part = part;
            this.column = column;
            this.height = height;
        }

        boolean isWire() {
            return part < 0;
        }
    }

    /** A piece of a wire between neighbouring columns; port is where it ends, from -0.5 to 0.5 of its goal's height. */
    private record Link(Item from, Item to, double port) {
        double weight() {
            return from.isWire() || to.isWire() ? STRAIGHT : 1;
        }
    }

    private final List<Box> boxes;
    private final List<int[]> inputs;
    private final List<List<Item>> columns = new ArrayList<>();
    private final List<List<Item>> paths = new ArrayList<>();
    private final int[] column;
    private final Item[] items;
    private double[] left;
    private double[] bodies;
    private double[] ends;
    private int[] rows;
    private double width;
    private double height;

    /**
     * Finds the places.
     *
     * @param boxes    the parts, each after those it uses; the last one is the result
     * @param inputs   for each part, those it uses
     * @param rowWidth beyond which width there are several rows
     */
    Layout(List<Box> boxes, List<int[]> inputs, double rowWidth) {
        this.boxes = boxes;
        this.inputs = inputs;
        column = columns(inputs);
        items = new Item[boxes.size()];
        makeItems();
        order();
        placeInHeight();
        placeInWidth();
        breakIntoRows(rowWidth);
    }

    /** For each part its column, from 0: one before that of the first part that uses it. */
    static int[] columns(List<int[]> inputs) {
        int[] fromEnd = new int[inputs.size()];
        int most = 0;
        for (int part = inputs.size() - 1; part >= 0; part--) {
            for (int input : inputs.get(part)) {
                fromEnd[input] = Math.max(fromEnd[input], fromEnd[part] + 1);
                most = Math.max(most, fromEnd[input]);
            }
        }
        int[] column = new int[fromEnd.length];
        for (int part = 0; part < column.length; part++) {
            column[part] = most - fromEnd[part];
        }
        return column;
    }

    private void makeItems() {
        for (int c = 0; c <= Arrays.stream(column).max().orElse(0); c++) {
            columns.add(new ArrayList<>());
        }
        for (int part = 0; part < items.length; part++) {
            items[part] = new Item(part, column[part], boxes.get(part).height());
        }
        for (int part = 0; part < items.length; part++) {
            int[] used = inputs.get(part);
            for (int i = 0; i < used.length; i++) {
                List<Item> path = new ArrayList<>();
                Item last = items[used[i]];
                for (int c = column[used[i]] + 1; c < column[part]; c++) {
                    Item wire = new Item(-1, c, 0);
                    path.add(wire);
                    link(last, wire, 0);
                    last = wire;
                }
                link(last, items[part], (i + 0.5) / used.length - 0.5);
                paths.add(path);
            }
        }
    }

    private static void link(Item from, Item to, double port) {
        Link link = new Link(from, to, port);
        from.after.add(link);
        to.before.add(link);
    }

    /** Begins with the order in which the result's inputs, and theirs, are written; then reduces crossings. */
    private void order() {
        boolean[] seen = new boolean[items.length];
        for (int part = items.length - 1; part >= 0; part--) {
            visit(items[part], seen);
        }
        number();
        int best = crossings();
        List<List<Item>> bestOrder = copy();
        for (int sweep = 0; sweep < SWEEPS && best > 0; sweep++) {
            boolean right = sweep % 2 == 1;
            for (int i = 1; i < columns.size(); i++) {
                List<Item> items = columns.get(right ? i : columns.size() - 1 - i);
                items.sort(Comparator.comparingDouble(item -> wanted(item, right)));
                number(items);
            }
            int count = crossings();
            if (count < best) {
                best = count;
                bestOrder = copy();
            }
        }
        for (int c = 0; c < columns.size(); c++) {
            columns.set(c, bestOrder.get(c));
        }
        number();
    }

    private void visit(Item item, boolean[] seen) {
        if (!item.isWire()) {
            if (seen[item.part]) {
                return;
            }
            seen[item.part] = true;
        }
        columns.get(item.column).add(item);
        for (Link link : item.before) {
            visit(link.from, seen);
        }
    }

    private static double wanted(Item item, boolean right) {
        double sum = 0;
        List<Link> links = right ? item.before : item.after;
        for (Link link : links) {
            sum += right ? link.from.position : link.to.position + link.port;
        }
        return links.isEmpty() ? item.position : sum / links.size();
    }

    private List<List<Item>> copy() {
        List<List<Item>> copy = new ArrayList<>();
        columns.forEach(items -> copy.add(new ArrayList<>(items)));
        return copy;
    }

    private void number() {
        columns.forEach(Layout::number);
    }

    private static void number(List<Item> items) {
        for (int i = 0; i < items.size(); i++) {
            items.get(i).position = i;
        }
    }

    /** How many wires cross each other between the columns. */
    int crossings() {
        int count = 0;
        for (List<Item> items : columns) {
            List<Link> links = new ArrayList<>();
            items.forEach(item -> links.addAll(item.after));
            for (int i = 0; i < links.size(); i++) {
                for (int j = i + 1; j < links.size(); j++) {
                    Link a = links.get(i);
                    Link b = links.get(j);
                    double from = a.from.position - b.from.position;
                    double to = a.to.position + a.port - b.to.position - b.port;
                    count += from * to < 0 ? 1 : 0;
                }
            }
        }
        return count;
    }

    private void placeInHeight() {
        for (List<Item> items : columns) {
            double y = 0;
            for (int i = 0; i < items.size(); i++) {
                y += i == 0 ? 0 : distance(items.get(i - 1), items.get(i));
                items.get(i).y = y;
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean right = sweep % 2 == 1;
            boolean both = sweep >= SWEEPS - 4;
            for (int i = 0; i < columns.size(); i++) {
                settle(columns.get(right ? i : columns.size() - 1 - i), right || both, !right || both);
            }
        }
    }

    private static double distance(Item upper, Item lower) {
        return (upper.height + lower.height) / 2 + (upper.isWire() && lower.isWire() ? BETWEEN_WIRES : BETWEEN_PARTS);
    }

    /**
     * Moves the items of a column as near to the height of their neighbours as their order and size allow: the least sum
     * of squares, found by joining those that would overlap into blocks (the pool-adjacent-violators algorithm).
     */
    private static void settle(List<Item> items, boolean lookLeft, boolean lookRight) {
        double[] mean = new double[items.size()];
        double[] weight = new double[items.size()];
        int[] size = new int[items.size()];
        double[] offset = new double[items.size()];
        int blocks = 0;
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            offset[i] = i == 0 ? 0 : offset[i - 1] + distance(items.get(i - 1), item);
            double sum = 0;
            double weights = 0;
            for (Link link : lookLeft ? item.before : List.<Link>of()) {
                sum += link.weight() * (link.from.y - link.port * Math.min(item.height, 24));
                weights += link.weight();
            }
            for (Link link : lookRight ? item.after : List.<Link>of()) {
                sum += link.weight() * (link.to.y + link.port * Math.min(link.to.height, 24));
                weights += link.weight();
            }
            mean[blocks] = (weights == 0 ? item.y : sum / weights) - offset[i];
            weight[blocks] = weights == 0 ? 0.01 : weights;
            size[blocks++] = 1;
            while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
                double both = weight[blocks - 2] + weight[blocks - 1];
                mean[blocks - 2] = (mean[blocks - 2] * weight[blocks - 2] + mean[blocks - 1] * weight[blocks - 1]) / both;
                weight[blocks - 2] = both;
                size[blocks - 2] += size[--blocks];
            }
        }
        for (int block = 0, i = 0; block < blocks; block++) {
            for (int k = 0; k < size[block]; k++, i++) {
                items.get(i).y = mean[block] + offset[i];
            }
        }
    }

    private void placeInWidth() {
        left = new double[columns.size()];
        bodies = new double[columns.size()];
        ends = new double[columns.size()];
        double x = 0;
        for (int c = 0; c < columns.size(); c++) {
            double stem = 0;
            double steepest = 0;
            for (Item item : columns.get(c)) {
                if (!item.isWire()) {
                    bodies[c] = Math.max(bodies[c], boxes.get(item.part).body());
                    stem = Math.max(stem, boxes.get(item.part).stem());
                }
                for (Link link : item.after) {
                    steepest = Math.max(steepest, Math.abs(link.from.y - link.to.y));
                }
            }
            left[c] = x;
            ends[c] = x + bodies[c] + stem;
            x = ends[c] + BETWEEN_COLUMNS + Math.min(40, 0.12 * steepest);
        }
    }

    private void breakIntoRows(double rowWidth) {
        rows = new Rows(left, ends, passing(), rowWidth).rows();
        double top = 0;
        int first = 0;
        for (int c = 0; c < rows.length; c++) {
            if (c + 1 == rows.length || rows[c + 1] > rows[c]) {
                top = moveRow(first, c, top) + BETWEEN_ROWS;
                first = c + 1;
            }
        }
        height = top - BETWEEN_ROWS;
    }

    /** For each column, how many values pass on from it to the next. */
    private int[] passing() {
        int[] passing = new int[columns.size()];
        for (int c = 0; c < passing.length; c++) {
            passing[c] = (int) columns.get(c).stream().filter(item -> !item.after.isEmpty()).count();
        }
        return passing;
    }

    /** Brings the columns of a row to the left and below what is above; {@return where they end} */
    private double moveRow(int first, int last, double top) {
        double upper = Double.POSITIVE_INFINITY;
        double lower = Double.NEGATIVE_INFINITY;
        double start = left[first] - (first == 0 ? 0 : PASSAGE);
        for (int c = first; c <= last; c++) {
            for (Item item : columns.get(c)) {
                upper = Math.min(upper, item.y - item.height / 2);
                lower = Math.max(lower, item.y + item.height / 2);
            }
            left[c] -= start;
            ends[c] -= start;
        }
        for (int c = first; c <= last; c++) {
            for (Item item : columns.get(c)) {
                item.y += top - upper;
            }
        }
        width = Math.max(width, ends[last] + (last + 1 < rows.length ? PASSAGE : 0));
        return top + lower - upper;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    int column(int part) {
        return column[part];
    }

    int row(int part) {
        return rows[column[part]];
    }

    Place place(int part) {
        int c = column[part];
        return new Place(left[c] + bodies[c] / 2, items[part].y, ends[c]);
    }

    /** The wires, in the order of the parts they lead to, and of their inputs. */
    List<Wire> wires() {
        Map<Item, String> letters = new LinkedHashMap<>();
        List<Wire> wires = new ArrayList<>();
        for (int part = 0; part < items.length; part++) {
            int[] used = inputs.get(part);
            for (int i = 0; i < used.length; i++) {
                List<Item> path = new ArrayList<>(paths.get(wires.size()));
                path.addFirst(items[used[i]]);
                path.addLast(items[part]);
                List<Leg> legs = new ArrayList<>();
                for (int k = 0; k + 1 < path.size(); k++) {
                    legs.add(leg(path.get(k), path.get(k + 1), letters));
                }
                wires.add(new Wire(used[i], part, i, legs));
            }
        }
        return wires;
    }

    private Leg leg(Item from, Item to, Map<Item, String> letters) {
        boolean leaves = rows[from.column] < rows[to.column];
        if (leaves && !letters.containsKey(from)) {
            int number = letters.size();
            letters.put(from, (char) ('A' + number % 26) + (number < 26 ? "" : String.valueOf(number / 26)));
        }
        double straight = from.isWire() ? ends[from.column] - left[from.column] : 0;
        return new Leg(ends[from.column] - straight, from.y, straight, left[to.column], to.y,
                leaves ? letters.get(from) : "");
    }
}

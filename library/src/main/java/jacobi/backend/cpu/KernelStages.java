package jacobi.backend.cpu;

import jacobi.DType;
import jacobi.backend.KernelTyping;
import jacobi.expr.Binary;
import jacobi.expr.Compare;
import jacobi.expr.Const;
import jacobi.expr.Expr;
import jacobi.expr.Fn;
import jacobi.expr.Op;
import jacobi.expr.Select;
import jacobi.expr.Unary;
import jacobi.expr.Var;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * How the nodes of a formula are shared out over loops. One loop is best, unless the JIT compiler would not turn it
 * into vector instructions where that is worth ten times the speed: because the loop is too long, or because there is a
 * branch or a call in it. Then a vector part and the rest, or several vector parts, run one after the other.
 */
final class KernelStages {
    /** About as many operations as a loop may have (C2's LoopUnrollLimit of 60 nodes, less what every loop needs). */
    private static final int MAX_ALONE = 42;
    /** The same for a loop among several, which reads and writes scratch arrays. */
    private static final int MAX_AMONG_OTHERS = 34;
    /** The same with what it reads, around a function such as exp. */
    private static final int MAX_WITH_READING = 38;
    /** Nodes of a formula whose stages are laid around its functions. */
    private static final int MAX_AROUND = 200;
    /** What reading one more array adds to that. */
    private static final int LOAD = 4;

    private KernelStages() {
    }

    /** {@return the nodes of each loop, operands first} The nodes given are those that vary, without the variables. */
    static List<List<Expr>> of(List<Expr> nodes, KernelTyping typing, DType out) {
        int cost = 0;
        boolean heavy = false;
        boolean scalar = false;
        Set<Expr> read = identitySet();
        for (Expr node : nodes) {
            cost += cost(node, typing) + reading(node, read);
            heavy |= isHeavy(node);
            scalar |= !isVector(node, typing);
        }
        boolean split = out == DType.FLOAT32 && (heavy ? scalar || cost > MAX_ALONE : !scalar && cost > MAX_ALONE);
        return split ? split(nodes, typing) : List.of(nodes);
    }

    private static List<List<Expr>> split(List<Expr> nodes, KernelTyping typing) {
        List<List<Expr>> stages = new ArrayList<>();
        Set<Expr> waiting = identitySet();
        waiting.addAll(nodes);
        List<Expr> rest = nodes;
        boolean vector = true;
        // Around each is worth its time for formulas that people write, not for generated ones of thousands of nodes.
        boolean several = nodes.size() <= MAX_AROUND && nodes.stream().filter(KernelStages::isHeavy).count() > 1;
        while (!rest.isEmpty()) {
            Set<Expr> wanted = vector && several ? around(rest, waiting, typing) : null;
            List<Expr> stage = new ArrayList<>();
            List<Expr> later = new ArrayList<>();
            int cost = 0;
            for (Expr node : rest) {
                int more = cost(node, typing);
                boolean fits = wanted != null ? wanted.contains(node)
                        : vector ? isVector(node, typing) && (cost + more <= MAX_AMONG_OTHERS || stage.isEmpty())
                        : !isHeavy(node);
                if (fits && operandsReady(node, waiting)) {
                    cost += more;
                    stage.add(node);
                    waiting.remove(node);
                } else {
                    later.add(node);
                }
            }
            if (!stage.isEmpty()) {
                stages.add(stage);
            }
            vector = stage.isEmpty() ? !vector : true;
            rest = later;
        }
        return stages;
    }

    /**
     * A stage around the first function that a vector loop can compute: what it needs, and what follows from it. If that
     * reads too many arrays, a stage of all that such functions need comes first. Null if there is none.
     */
    private static Set<Expr> around(List<Expr> rest, Set<Expr> waiting, KernelTyping typing) {
        Set<Expr> needed = identitySet();
        Set<Expr> first = null;
        for (Expr node : rest) {
            Set<Expr> own = identitySet();
            if (isHeavy(node) && collect(node, waiting, typing, own)) {
                first = first == null ? own : first;
                needed.addAll(own);
                needed.remove(node);
            }
        }
        if (first == null) {
            return null;
        }
        if (withReading(rest, first, typing) > MAX_WITH_READING && first.size() > 1) {
            return needed;
        }
        addFollowing(rest, waiting, typing, first);
        return first;
    }

    /** Adds what can be computed of what is chosen, as long as the loop stays a vector loop. */
    private static void addFollowing(List<Expr> rest, Set<Expr> waiting, KernelTyping typing, Set<Expr> chosen) {
        for (Expr node : rest) {
            if (!chosen.contains(node) && isVector(node, typing) && operands(node).stream().anyMatch(chosen::contains)
                    && operands(node).stream().noneMatch(operand -> waiting.contains(operand) && !chosen.contains(operand))) {
                chosen.add(node);
                if (withReading(rest, chosen, typing) > MAX_WITH_READING) {
                    chosen.remove(node);
                }
            }
        }
    }

    /** What the nodes cost with the arrays that they read. */
    private static int withReading(List<Expr> rest, Set<Expr> chosen, KernelTyping typing) {
        int cost = 0;
        Set<Expr> read = identitySet();
        for (Expr node : rest) {
            if (chosen.contains(node)) {
                cost += cost(node, typing);
                for (Expr operand : operands(node)) {
                    cost += !(operand instanceof Const) && !chosen.contains(operand) && read.add(operand) ? LOAD : 0;
                }
            }
        }
        return cost;
    }

    /** Adds a node and all that it waits for; {@return whether that is vector work, and cheap but for the node itself} */
    private static boolean collect(Expr node, Set<Expr> waiting, KernelTyping typing, Set<Expr> wanted) {
        wanted.add(node);
        for (Expr operand : operands(node)) {
            if (waiting.contains(operand) && !wanted.contains(operand)
                    && (isHeavy(operand) || !isVector(operand, typing) || !collect(operand, waiting, typing, wanted))) {
                return false;
            }
        }
        return true;
    }

    private static Set<Expr> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** What the variables cost that have not been read before. */
    private static int reading(Expr node, Set<Expr> read) {
        int cost = 0;
        for (Expr operand : operands(node)) {
            if (operand instanceof Var && read.add(operand)) {
                cost += LOAD;
            }
        }
        return cost;
    }

    private static boolean operandsReady(Expr node, Set<Expr> waiting) {
        for (Expr operand : operands(node)) {
            if (waiting.contains(operand)) {
                return false;
            }
        }
        return true;
    }

    static List<Expr> operands(Expr node) {
        if (node instanceof Binary e) {
            return List.of(e.a(), e.b());
        }
        if (node instanceof Unary u) {
            return List.of(u.x());
        }
        if (node instanceof Compare e) {
            return List.of(e.a(), e.b());
        }
        return node instanceof Select s ? List.of(s.condition(), s.a(), s.b()) : List.of();
    }

    private static boolean isHeavy(Expr node) {
        return node instanceof Unary u && InlineMath.has(u.fn());
    }

    /** Whether a loop with this node becomes vector instructions. */
    private static boolean isVector(Expr node, KernelTyping typing) {
        if (node instanceof Unary u) {
            return switch (u.fn()) {
                case NEG, ABS, SIGN, FLOOR, CEIL, ROUND, SQRT -> true;
                default -> InlineMath.has(u.fn());
            };
        }
        if (node instanceof Binary e) {
            return switch (e.op()) {
                case ADD, SUB, MUL, DIV, MAX, MIN, AT_LEAST, AT_MOST -> true;
                case POW -> typing.smallPower(e, typing.kind(e)) != 0;
                default -> false;
            };
        }
        return node instanceof Const || node instanceof Var || node instanceof Select s && KernelTyping.extremum(s) != null;
    }

    private static int cost(Expr node, KernelTyping typing) {
        if (node instanceof Unary u) {
            return InlineMath.has(u.fn()) ? InlineMath.cost(u.fn()) : u.fn() == Fn.NEG || u.fn() == Fn.ABS ? 1 : 2;
        }
        if (node instanceof Binary e && e.op() == Op.POW) {
            int n = Math.abs(typing.smallPower(e, typing.kind(e)));
            return Math.max(1, 31 - Integer.numberOfLeadingZeros(Math.max(n, 1)) + Integer.bitCount(n) - 1);
        }
        return node instanceof Const || node instanceof Var ? 0 : 1;
    }
}

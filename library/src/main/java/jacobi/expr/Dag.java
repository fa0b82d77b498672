package jacobi.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Expressions as graphs: equal nodes are made one object, so that comparing is {@code ==} and work on a shared
 * subtree is done once. Everything loops over a list of nodes, operands first; nothing recurses.
 */
final class Dag {
    private final Map<Key, Expr> nodes = new HashMap<>();
    private final Set<Expr> known = Collections.newSetFromMap(new IdentityHashMap<>());

    /** A node whose operands are in the graph already, so that they compare by identity. */
    private record Key(Object tag, Expr a, Expr b, Expr c) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key k && tag.equals(k.tag) && a == k.a && b == k.b && c == k.c;
        }

        @Override
        public int hashCode() {
            int hash = tag.hashCode() * 31 + System.identityHashCode(a);
            return (hash * 31 + System.identityHashCode(b)) * 31 + System.identityHashCode(c);
        }
    }

    /** The object of this graph that equals the expression. */
    Expr intern(Expr root) {
        if (known.contains(root)) {
            return root;
        }
        Map<Expr, Expr> here = new IdentityHashMap<>();
        for (Expr node : order(root, known)) {
            here.put(node, node(withOperands(node, here)));
        }
        return here.get(root);
    }

    /** The same for a node whose operands are objects of this graph. */
    Expr node(Expr node) {
        Key key = switch (node) {
            case Const c -> new Key(c.value(), null, null, null);
            case Var v -> new Key(v, null, null, null);
            case Unary u -> new Key(u.fn(), u.x(), null, null);
            case Binary b -> new Key(b.op(), b.a(), b.b(), null);
            case Compare c -> new Key(c.cmp(), c.a(), c.b(), null);
            case Select s -> new Key("select", s.condition(), s.a(), s.b());
        };
        Expr found = nodes.putIfAbsent(key, node);
        if (found == null) {
            known.add(node);
            return node;
        }
        return found;
    }

    /** The node with each operand replaced by what the map gives for it; operands that it lacks stay. */
    static Expr withOperands(Expr node, Map<Expr, Expr> map) {
        return switch (node) {
            case Const c -> c;
            case Var v -> v;
            case Unary u -> {
                Expr x = map.getOrDefault(u.x(), u.x());
                yield x == u.x() ? u : new Unary(u.fn(), x);
            }
            case Binary e -> {
                Expr a = map.getOrDefault(e.a(), e.a());
                Expr b = map.getOrDefault(e.b(), e.b());
                yield a == e.a() && b == e.b() ? e : new Binary(e.op(), a, b);
            }
            case Compare e -> {
                Expr a = map.getOrDefault(e.a(), e.a());
                Expr b = map.getOrDefault(e.b(), e.b());
                yield a == e.a() && b == e.b() ? e : new Compare(e.cmp(), a, b);
            }
            case Select s -> {
                Expr c = map.getOrDefault(s.condition(), s.condition());
                Expr a = map.getOrDefault(s.a(), s.a());
                Expr b = map.getOrDefault(s.b(), s.b());
                yield c == s.condition() && a == s.a() && b == s.b() ? s : new Select(c, a, b);
            }
        };
    }

    static List<Expr> operands(Expr node) {
        return switch (node) {
            case Const c -> List.of();
            case Var v -> List.of();
            case Unary u -> List.of(u.x());
            case Binary e -> List.of(e.a(), e.b());
            case Compare e -> List.of(e.a(), e.b());
            case Select s -> List.of(s.condition(), s.a(), s.b());
        };
    }

    /** The distinct objects below the root and the root, operands first. */
    static List<Expr> order(Expr root) {
        return order(root, Set.of());
    }

    /** The same without those in the identity set {@code skip} and what is only below them. */
    static List<Expr> order(Expr root, Set<Expr> skip) {
        List<Expr> result = new ArrayList<>();
        Set<Expr> entered = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<Expr> listed = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<Expr> stack = new ArrayDeque<>();
        stack.push(root);
        boolean all = skip.isEmpty();
        while (!stack.isEmpty()) {
            Expr node = stack.peek();
            if (!all && skip.contains(node)) {
                stack.pop();
            } else if (entered.add(node)) {
                for (Expr operand : operands(node).reversed()) {
                    if (!entered.contains(operand)) {
                        stack.push(operand);
                    }
                }
            } else {
                stack.pop();
                if (listed.add(node)) {
                    result.add(node);
                }
            }
        }
        return result;
    }

    static boolean equal(Expr a, Expr b) {
        if (a == b) {
            return true;
        }
        Dag dag = new Dag();
        return dag.intern(a) == dag.intern(b);
    }

    static int hash(Expr root) {
        Map<Expr, Integer> hashes = new IdentityHashMap<>();
        for (Expr node : order(root)) {
            int hash = switch (node) {
                case Const c -> c.hashCode();
                case Var v -> v.hashCode();
                case Unary u -> u.fn().label().hashCode();
                case Binary e -> e.op().label().hashCode();
                case Compare e -> e.cmp().symbol().hashCode();
                case Select s -> 7;
            };
            for (Expr operand : operands(node)) {
                hash = hash * 31 + hashes.get(operand);
            }
            hashes.put(node, hash);
        }
        return hashes.get(root);
    }

    static Expr substitute(Expr root, Expr what, Expr with) {
        Dag dag = new Dag();
        Expr from = dag.intern(root);
        Expr target = dag.intern(what);
        Map<Expr, Expr> map = new IdentityHashMap<>();
        for (Expr node : order(from)) {
            map.put(node, node == target ? with : withOperands(node, map));
        }
        return map.get(from);
    }

    static List<Var> variables(Expr root) {
        TreeMap<Integer, Var> found = new TreeMap<>();
        for (Expr node : order(root)) {
            if (node instanceof Var v) {
                found.putIfAbsent(v.index(), v);
            }
        }
        return List.copyOf(found.values());
    }
}

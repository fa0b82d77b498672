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
        Expr found = nodes.putIfAbsent(key(node), node);
        if (found == null) {
            known.add(node);
            return node;
        }
        return found;
    }

    // Chains of instanceof, not switches over types, of which each costs the first op of a process a millisecond.
    private static Key key(Expr node) {
        if (node instanceof Binary b) {
            return new Key(b.op(), b.a(), b.b(), null);
        }
        if (node instanceof Unary u) {
            return new Key(u.fn(), u.x(), null, null);
        }
        if (node instanceof Compare c) {
            return new Key(c.cmp(), c.a(), c.b(), null);
        }
        if (node instanceof Select s) {
            return new Key("select", s.condition(), s.a(), s.b());
        }
        return new Key(node, null, null, null);
    }

    /** The node with each operand replaced by what the map gives for it; operands that it lacks stay. */
    static Expr withOperands(Expr node, Map<Expr, Expr> map) {
        if (node instanceof Binary e) {
            Expr a = map.getOrDefault(e.a(), e.a());
            Expr b = map.getOrDefault(e.b(), e.b());
            return a == e.a() && b == e.b() ? e : new Binary(e.op(), a, b);
        }
        if (node instanceof Unary u) {
            Expr x = map.getOrDefault(u.x(), u.x());
            return x == u.x() ? u : new Unary(u.fn(), x);
        }
        if (node instanceof Compare e) {
            Expr a = map.getOrDefault(e.a(), e.a());
            Expr b = map.getOrDefault(e.b(), e.b());
            return a == e.a() && b == e.b() ? e : new Compare(e.cmp(), a, b);
        }
        if (node instanceof Select s) {
            Expr c = map.getOrDefault(s.condition(), s.condition());
            Expr a = map.getOrDefault(s.a(), s.a());
            Expr b = map.getOrDefault(s.b(), s.b());
            return c == s.condition() && a == s.a() && b == s.b() ? s : new Select(c, a, b);
        }
        return node;
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
                List<Expr> operands = operands(node);
                for (int i = operands.size() - 1; i >= 0; i--) {
                    if (!entered.contains(operands.get(i))) {
                        stack.push(operands.get(i));
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
            int hash = node instanceof Binary e ? e.op().label().hashCode()
                    : node instanceof Unary u ? u.fn().label().hashCode()
                    : node instanceof Compare e ? e.cmp().symbol().hashCode()
                    : node instanceof Select ? 7 : node.hashCode();
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

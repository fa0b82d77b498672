package jacobi.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Formulas as they are written on a board: numbers first, then variables, functions, exponentials; one fraction for a
 * product, over one denominator where that is shorter; no double signs; no exception for a single point. What a formula
 * is computed by is the {@link Simplifier}'s business, which must not lose a NaN.
 */
final class Textbook {
    /** Formulas with more parts are left as they are: nobody writes them on a board. */
    private static final int MOST_PARTS = 400;
    private static final int MOST_TERMS = 16;
    /** The largest denominator that a number with many digits may stand for. */
    private static final int MOST_DENOMINATOR = 360;
    private static final int LONG_NUMBER = 9;
    private static final Const PI = new Const(Math.PI);

    /** A number times powers; a formula is a sum of these. */
    private record Product(double number, Map<Expr, Double> powers) {
        static Product of(Expr base, double power) {
            return new Product(1, Map.of(base, power));
        }

        Product times(Product other, int sign) {
            Map<Expr, Double> all = new LinkedHashMap<>(powers);
            other.powers.forEach((base, power) -> all.merge(base, sign * power, Double::sum));
            all.values().removeIf(power -> power == 0);
            return new Product(sign > 0 ? number * other.number : number / other.number, all);
        }

        Product scaled(double factor) {
            return new Product(factor * number, powers);
        }

        double power(Expr base) {
            return powers.getOrDefault(base, 0.0);
        }
    }

    /** A number that has a name. */
    private record Named(double value, Product product) {
    }

    private static final List<Named> NAMED = named();

    private final Map<Expr, List<Product>> sums = new IdentityHashMap<>();

    private Textbook() {
    }

    static Expr of(Expr root) {
        List<Expr> order = Dag.order(root);
        if (order.size() > MOST_PARTS) {
            return root;
        }
        Textbook book = new Textbook();
        for (Expr node : order) {
            book.sums.put(node, opened(shortest(book.sum(node))));
        }
        return written(book.sums.get(root));
    }

    private static List<Named> named() {
        Expr twoPi = new Const(2).mul(PI);
        List<Named> named = new ArrayList<>(List.of(new Named(Math.PI, Product.of(PI, 1)),
                new Named(2 * Math.PI, Product.of(twoPi, 1)), new Named(Math.sqrt(Math.PI), Product.of(PI, 0.5)),
                new Named(Math.sqrt(2 * Math.PI), Product.of(twoPi, 0.5)),
                new Named(2 / Math.sqrt(Math.PI), Product.of(PI, -0.5).scaled(2)),
                new Named(1 / Math.sqrt(2 * Math.PI), Product.of(twoPi, -0.5))));
        for (int n = 2; n <= 10; n++) {
            named.add(new Named(Math.log(n), Product.of(new Unary(Fn.LOG, new Const(n)), 1)));
        }
        return named;
    }

    private List<Product> sum(Expr node) {
        return switch (node) {
            case Const c -> number(c);
            case Unary u when u.fn() == Fn.NEG -> scaled(sums.get(u.x()), -1);
            case Unary u when u.fn() == Fn.SQRT -> power(sums.get(u.x()), 0.5);
            case Unary u -> atom(new Unary(u.fn(), written(sums.get(u.x()))));
            case Binary e -> binary(e, sums.get(e.a()), sums.get(e.b()));
            case Select s -> choice(s);
            default -> atom(with(node));
        };
    }

    /** The node with its operands as they are written. */
    private Expr with(Expr node) {
        return switch (node) {
            case Binary e -> new Binary(e.op(), written(sums.get(e.a())), written(sums.get(e.b())));
            case Compare c -> new Compare(c.cmp(), written(sums.get(c.a())), written(sums.get(c.b())));
            case Select s -> new Select(with(s.condition()), written(sums.get(s.a())), written(sums.get(s.b())));
            default -> node;
        };
    }

    private static List<Product> atom(Expr e) {
        return List.of(Product.of(e, 1));
    }

    private static List<Product> number(Const c) {
        double value = c.value();
        if (value == 0) {
            return List.of();
        }
        if (!Double.isFinite(value)) {
            return atom(c);
        }
        for (Named named : NAMED) {
            if (Math.abs(Math.abs(value) - named.value) <= 2 * Math.ulp(value)) {
                return List.of(named.product.scaled(Math.signum(value)));
            }
        }
        return List.of(new Product(value, Map.of()));
    }

    private List<Product> binary(Binary e, List<Product> a, List<Product> b) {
        return switch (e.op()) {
            case ADD -> combined(a, b);
            case SUB -> combined(a, scaled(b, -1));
            case MUL -> a.isEmpty() || b.isEmpty() ? List.of() : product(a, b, 1);
            case DIV -> a.isEmpty() ? List.of() : b.isEmpty() ? atom(with(e)) : product(a, b, -1);
            case POW -> e.b() instanceof Const n && !b.isEmpty() && !a.isEmpty() && Double.isFinite(n.value())
                    ? power(a, n.value()) : atom(with(e));
            default -> atom(with(e));
        };
    }

    private static List<Product> product(List<Product> a, List<Product> b, int sign) {
        if (b.size() == 1 && Math.abs(b.getFirst().number) == 1 && b.getFirst().powers.isEmpty()) {
            return scaled(a, b.getFirst().number);
        }
        return a.size() == 1 && Math.abs(a.getFirst().number) == 1 && a.getFirst().powers.isEmpty() && sign > 0
                ? scaled(b, a.getFirst().number) : List.of(factor(a).times(factor(b), sign));
    }

    /** A sum as a part of a product. */
    private static Product factor(List<Product> sum) {
        return sum.size() == 1 ? sum.getFirst() : Product.of(written(sum), 1);
    }

    private static List<Product> power(List<Product> a, double n) {
        Product factor = factor(a);
        boolean whole = n == Math.rint(n);
        boolean single = factor.number == 1 && factor.powers.size() == 1 && factor.powers.values().iterator().next() == 1;
        if (!whole && !single) {
            return List.of(Product.of(written(a), n));
        }
        Map<Expr, Double> powers = new LinkedHashMap<>();
        factor.powers.forEach((base, power) -> powers.put(base, n * power));
        return List.of(new Product(Math.pow(factor.number, n), powers));
    }

    /** What is special at one point only, such as a power of 0, is left out. */
    private List<Product> choice(Select s) {
        Expr other = s.b();
        boolean point = s.condition() instanceof Compare c && c.cmp() == Cmp.EQ && c.b() instanceof Const
                && other.subexpressions().stream().anyMatch(e -> e instanceof Binary p && p.op() == Op.POW
                && (p.a().equals(c.a()) || p.b().subexpressions().contains(c.a())));
        return point ? sums.get(other) : atom(with(s));
    }

    private static List<Product> scaled(List<Product> sum, double factor) {
        return sum.stream().map(p -> p.scaled(factor)).toList();
    }

    private static List<Product> combined(List<Product> a, List<Product> b) {
        Map<Map<Expr, Double>, Double> like = new LinkedHashMap<>();
        a.forEach(p -> like.merge(p.powers, p.number, Double::sum));
        b.forEach(p -> like.merge(p.powers, p.number, Double::sum));
        List<Product> sum = new ArrayList<>();
        like.forEach((powers, number) -> {
            if (number != 0) {
                sum.add(new Product(number, powers));
            }
        });
        return sum;
    }

    /** Over one denominator, or times one exponential, if all terms have it and the sum gets no longer by it. */
    private static List<Product> shortest(List<Product> sum) {
        if (sum.size() < 2 || sum.size() > MOST_TERMS) {
            return sum;
        }
        Map<Expr, Double> common = new LinkedHashMap<>();
        for (Expr base : sum.getFirst().powers.keySet()) {
            double least = sum.stream().mapToDouble(p -> p.power(base)).min().orElse(0);
            double most = sum.stream().mapToDouble(p -> p.power(base)).max().orElse(0);
            if (most < 0 || least > 0 && isExponential(base)) {
                common.put(base, least);
            }
        }
        if (common.isEmpty()) {
            return sum;
        }
        List<Product> rest = new ArrayList<>();
        for (Product p : sum) {
            rest = combined(rest, expanded(p.times(new Product(1, common), -1)));
            if (rest.size() > MOST_TERMS) {
                return sum;
            }
        }
        return rest.size() > sum.size() ? sum : rest.isEmpty() ? rest
                : List.of(factor(rest).times(new Product(1, common), 1));
    }

    /** A sum that is all there is of a product, without its parentheses; with the other sign where that is as short. */
    private static List<Product> opened(List<Product> sum) {
        Product p = sum.size() == 1 ? sum.getFirst() : null;
        if (p == null || Math.abs(p.number) != 1 || p.powers.size() != 1 || p.powers.values().iterator().next() != 1) {
            return sum;
        }
        List<Product> terms = expanded(p);
        return p.number > 0 || terms.stream().anyMatch(term -> term.number > 0) ? terms : sum;
    }

    /** The sums in a product multiplied out. */
    private static List<Product> expanded(Product p) {
        List<Product> result = List.of(new Product(p.number, Map.of()));
        for (Map.Entry<Expr, Double> entry : p.powers.entrySet()) {
            boolean isSum = entry.getValue() == 1 && entry.getKey() instanceof Binary b && (b.op() == Op.ADD || b.op() == Op.SUB);
            List<Product> factor = isSum ? termsOf(entry.getKey()) : List.of(Product.of(entry.getKey(), entry.getValue()));
            List<Product> next = List.of();
            for (Product a : result) {
                for (Product b : factor) {
                    next = combined(next, List.of(a.times(b, 1)));
                }
            }
            result = next;
        }
        return result;
    }

    private static List<Product> termsOf(Expr sum) {
        Textbook book = new Textbook();
        for (Expr node : Dag.order(sum)) {
            book.sums.put(node, book.sum(node));
        }
        return book.sums.get(sum);
    }

    private static boolean isExponential(Expr e) {
        return e instanceof Unary u && u.fn() == Fn.EXP;
    }

    private static Expr written(List<Product> sum) {
        if (sum.isEmpty()) {
            return Const.ZERO;
        }
        List<Product> terms = new ArrayList<>(sum);
        int number = 0;
        while (number < terms.size() && !terms.get(number).powers.isEmpty()) {
            number++;
        }
        if (number < terms.size() && terms.size() > 1) {
            // 1 + exp(x), but x + 1.
            Product constant = terms.remove(number);
            boolean first = constant.number > 0 && terms.stream().allMatch(p -> p.powers.entrySet().stream()
                    .anyMatch(e -> e.getValue() < 0 || isExponential(e.getKey()) || e.getKey() instanceof Unary && e.getValue() > 1));
            terms.add(first ? 0 : terms.size(), constant);
        }
        if (terms.getFirst().number < 0) {
            terms.stream().filter(p -> p.number > 0).findFirst().ifPresent(p -> {
                terms.remove(p);
                terms.addFirst(p);
            });
        }
        Expr result = null;
        for (Product p : terms) {
            Expr size = written(p.scaled(Math.signum(p.number)));
            result = result == null ? p.number < 0 ? negative(size) : size : p.number < 0 ? result.sub(size) : result.add(size);
        }
        return result;
    }

    private static Expr negative(Expr e) {
        return e instanceof Const c ? new Const(-c.value()) : e.neg();
    }

    /** A product with a positive number, as one fraction. */
    private static Expr written(Product p) {
        List<Expr> above = new ArrayList<>();
        List<Expr> below = new ArrayList<>();
        List<Expr> bases = new ArrayList<>(p.powers.keySet());
        bases.sort(Comparator.comparingInt(Textbook::rank).thenComparing(e -> e instanceof Var v ? v.name() : ""));
        for (Expr base : bases) {
            double power = p.power(base);
            (power > 0 ? above : below).add(power(base, Math.abs(power)));
        }
        double[] ratio = ratio(p.number, !below.isEmpty() || p.number == 0.5 && !above.isEmpty());
        Expr numerator = product(ratio[0], above);
        return below.isEmpty() && ratio[1] == 1 ? numerator : numerator.div(product(ratio[1], below));
    }

    private static Expr product(double number, List<Expr> factors) {
        Expr result = number == 1 && !factors.isEmpty() ? null : new Const(number);
        for (Expr factor : factors) {
            result = result == null ? factor : result.mul(factor);
        }
        return result;
    }

    private static Expr power(Expr base, double power) {
        if (power == 1) {
            return base;
        }
        if (base instanceof Unary u && u.fn() == Fn.EXP) {
            return new Unary(Fn.EXP, of(u.x().mul(power)));
        }
        return power == 0.5 ? new Unary(Fn.SQRT, base) : power == Math.rint(power) || 2 * power != Math.rint(2 * power)
                ? base.pow(power) : base.pow(new Const(2 * power).div(2));
    }

    /** Constants, parameters, variables, sums, roots and functions, sums of functions, exponentials. */
    private static int rank(Expr e) {
        if (e.variables().isEmpty()) {
            return 0;
        }
        return switch (e) {
            case Var v -> "tuvxyz".indexOf(v.name().charAt(0)) < 0 ? 1 : 2;
            case Binary b when b.op() == Op.ADD || b.op() == Op.SUB ->
                    e.subexpressions().stream().anyMatch(part -> part instanceof Unary u && u.fn() != Fn.NEG) ? 5 : 3;
            case Binary b when b.op() == Op.POW -> 3;
            case Unary u when u.fn() == Fn.EXP -> 6;
            case Select s -> 7;
            default -> 4;
        };
    }

    /** A number as a fraction: where it has many digits, or where there is a denominator anyway. */
    private static double[] ratio(double number, boolean fraction) {
        if (number != Math.rint(number) && (fraction || Double.toString(number).length() > LONG_NUMBER)) {
            for (int below = 2; below <= MOST_DENOMINATOR; below++) {
                double above = Math.rint(number * below);
                if (Math.abs(above / below - number) <= Math.ulp(number) && above < 1e6) {
                    return new double[] {above, below};
                }
            }
        }
        return new double[] {number, 1};
    }
}

package jacobi.expr;

import java.util.IdentityHashMap;
import java.util.Map;

/** Expressions as Java would write them, with as few parentheses as possible. */
final class Infix {
    /** Parts that are longer are written as dots: sharing can make the written form of a small graph huge. */
    static final int MAX_LENGTH = 2_000;

    private static final int CHOICE = 0;
    private static final int COMPARISON = 1;
    private static final int SUM = 2;
    private static final int PRODUCT = 3;
    private static final int SIGN = 4;
    private static final int POWER = 5;
    private static final int ATOM = 6;

    private final Map<Expr, Text> texts = new IdentityHashMap<>();

    private record Text(String text, int level) {
    }

    private Infix() {
    }

    static String of(Expr root) {
        Infix infix = new Infix();
        for (Expr node : Dag.order(root)) {
            Text text = infix.text(node);
            infix.texts.put(node, text.text.length() > MAX_LENGTH ? new Text("...", ATOM) : text);
        }
        return infix.texts.get(root).text;
    }

    private Text text(Expr node) {
        return switch (node) {
            case Const c -> new Text(number(c.value()), c.value() < 0 ? SIGN : ATOM);
            case Var v -> new Text(v.name(), ATOM);
            case Unary u when u.fn() == Fn.NEG -> texts.get(u.x()).level == PRODUCT
                    ? new Text("-" + at(u.x(), PRODUCT), SUM) : new Text("-" + at(u.x(), POWER), SIGN);
            case Unary u -> new Text(u.fn().label() + "(" + at(u.x(), CHOICE) + ")", ATOM);
            case Binary e when e.op().symbol() == null ->
                    new Text(e.op().label() + "(" + at(e.a(), CHOICE) + ", " + at(e.b(), CHOICE) + ")", ATOM);
            case Binary e -> switch (e.op()) {
                case ADD -> new Text(at(e.a(), SUM) + " + " + at(e.b(), PRODUCT), SUM);
                case SUB -> new Text(at(e.a(), SUM) + " - " + at(e.b(), PRODUCT), SUM);
                case POW -> new Text(at(e.a(), ATOM) + "^" + at(e.b(), ATOM), POWER);
                default -> new Text(at(e.a(), PRODUCT) + " " + e.op().symbol() + " " + at(e.b(), SIGN), PRODUCT);
            };
            case Compare e ->
                    new Text(at(e.a(), SUM) + " " + e.cmp().symbol() + " " + at(e.b(), SUM), COMPARISON);
            case Select s -> new Text(
                    "where(" + at(s.condition(), CHOICE) + ", " + at(s.a(), CHOICE) + ", " + at(s.b(), CHOICE) + ")",
                    ATOM);
        };
    }

    private String at(Expr operand, int level) {
        Text text = texts.get(operand);
        return text.level >= level ? text.text : "(" + text.text + ")";
    }

    static String number(double value) {
        return value == Math.PI ? "pi" : value == Math.rint(value) && Math.abs(value) < 1e9 && !(value == 0 && 1 / value < 0)
                ? Long.toString((long) value) : Double.toString(value);
    }
}

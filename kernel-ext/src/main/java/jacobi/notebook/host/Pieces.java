package jacobi.notebook.host;

import jacobi.notebook.cell.CellFailure;
import jacobi.notebook.cell.Host.Piece;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** The pieces that JShell takes a cell's code apart into. */
final class Pieces {
    private Pieces() {
    }

    static List<Piece> of(JShell shell, String code) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        List<Piece> pieces = new ArrayList<>();
        CompletionInfo info = analysis.analyzeCompletion(code);
        while (info.completeness() != Completeness.EMPTY) {
            if (!info.completeness().isComplete()) {
                throw new CellFailure("the code is incomplete: " + info.remaining().strip(), null);
            }
            pieces.add(piece(analysis, info.source()));
            info = analysis.analyzeCompletion(info.remaining());
        }
        return pieces;
    }

    private static Piece piece(SourceCodeAnalysis analysis, String source) {
        Snippet snippet = analysis.sourceToSnippets(source).stream().findFirst().orElse(null);
        Piece.Kind kind = snippet == null ? Piece.Kind.STATEMENT
                : snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND ? Piece.Kind.EXPRESSION : switch (snippet.kind()) {
            case EXPRESSION -> Piece.Kind.EXPRESSION;
            case VAR -> Piece.Kind.VARIABLE;
            case METHOD -> Piece.Kind.METHOD;
            case TYPE_DECL -> Piece.Kind.TYPE;
            case IMPORT -> Piece.Kind.IMPORT;
            default -> Piece.Kind.STATEMENT;
        };
        return new Piece(source, kind, snippet instanceof DeclarationSnippet declaration ? declaration.name() : "");
    }
}

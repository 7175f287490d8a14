using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>
/// A change of single texts: of strings and of symbols alike, of vectors once for each text or symbol.
/// </summary>
internal abstract class TextTransform(string name)
{
    public string Name => name;

    /// <summary>How a vector of changed texts is marked: as in native, one of symbols is not.</summary>
    public virtual NullMark Mark(bool isSymbol) => isSymbol ? NullMark.InParts : NullMark.IfAny;

    /// <summary>Adds the changed text.</summary>
    public abstract void Change(ReadOnlySpan<byte> utf8, TextBlockBuilder target);

    /// <summary>The texts of a block changed.</summary>
    public virtual TextBlock Change(TextBlock texts, Budget budget)
    {
        var target = new TextBlockBuilder(budget, texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            if (i % Budget.BlockSize == 0)
                budget.Check();
            Change(texts.Utf8(i), target);
        }

        return target.ToBlock();
    }

    /// <summary>The change by row, or nothing for what are no texts.</summary>
    public RowExpression? Rows(RowScope scope, RowExpression argument) => argument switch
    {
        TextExpression texts => new TextExpression(
            Change(texts.Texts, scope.Budget), texts.Rows, Mark(isSymbol: false) == NullMark.IfAny && HasNulls(texts)),
        RowExpression<int> { Elements.Type: RayType.Symbol } symbols => new SymbolFunctionExpression<int>(
            symbols, new SymbolTransform(this, scope.Symbols, scope.Budget), scope.Symbols, scope.Budget),
        _ => null,
    };

    /// <summary>The change of a value.</summary>
    public Value Apply(Evaluator evaluator, Value value)
    {
        if (value.Text is { } text)
        {
            var target = new TextBlockBuilder(evaluator.Budget, 1);
            Change(text.Utf8, target);
            return Value.String(target.ToBlock()[0]);
        }

        if (value.IsSymbol)
        {
            var transform = new SymbolTransform(this, evaluator.Symbols, evaluator.Budget);
            return Value.Name(transform.Of(evaluator.Symbols.Utf8(value.SymbolId)));
        }

        var scope = new RowScope(evaluator.Budget, evaluator.Symbols, evaluator.InQuery);
        if (value.Column is { } column && RowExpressions.Of(column) is { } rows && Rows(scope, rows) is { } changed)
        {
            return changed.ToColumn(evaluator.Budget, evaluator.Workers, column.Count)
                .Marked(Mark(isSymbol: column is not TextColumn));
        }

        throw Fault.Type($"{name}: expected string or symbol, got {TypeNames.Of(value)}");
    }

    /// <summary>Whether a change can have made an empty text.</summary>
    private protected virtual bool HasNulls(TextExpression texts) => true;
}

using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>The state of an aggregate that counts the different strings of each group, which it numbers.</summary>
internal sealed class TextCountState(RowScope scope, bool isMode, bool skipsNulls)
    : ValueCountState<int>(scope, ElementTypes.Symbol, isMode, skipsNulls)
{
    private readonly SymbolTable _texts = new();

    protected override ReadOnlySpan<int> Read(RowExpression argument, in Block block)
    {
        var texts = ((TextExpression)argument).Texts;
        var rows = ((TextExpression)argument).Rows.Read(block);
        var numbers = block.Scratch.Rent<int>(rows.Length);
        for (var i = 0; i < rows.Length; i++)
            numbers[i] = rows[i] < 0 ? SymbolTable.Empty : Number(texts.Utf8(rows[i]));
        return numbers;
    }

    protected override int Translate(ValueCountState<int> other, int value) =>
        Number(((TextCountState)other)._texts.Utf8(value));

    protected override Column ToColumn(int[] values)
    {
        var texts = new TextBlockBuilder(Scope.Budget, values.Length);
        foreach (var value in values)
            texts.Add(_texts.Utf8(value));
        return texts.ToColumn();
    }

    protected override ReadOnlySpan<int> FromColumn(Column column)
    {
        if (column is not TextColumn texts)
            throw StateReader.Damaged;
        var numbers = new int[texts.Count];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Number(texts.Utf8(i));
        return numbers;
    }

    private int Number(ReadOnlySpan<byte> text)
    {
        var count = _texts.Count;
        var number = _texts.Intern(text);
        if (number >= count)
            Scope.Budget.Charge(text.Length + 48);
        return number;
    }
}

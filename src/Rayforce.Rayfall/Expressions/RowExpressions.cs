using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>The leaves of expressions.</summary>
internal static class RowExpressions
{
    /// <summary>A column as an expression; nothing for a list, which has no elements of one type.</summary>
    public static RowExpression? Of(Column column, string name = "column") => column switch
    {
        Column<byte> c => new ColumnExpression<byte>(c, name),
        Column<short> c => new ColumnExpression<short>(c, name),
        Column<int> c => new ColumnExpression<int>(c, name),
        Column<long> c => new ColumnExpression<long>(c, name),
        Column<float> c => new ColumnExpression<float>(c, name),
        Column<double> c => new ColumnExpression<double>(c, name),
        Column<Guid> c => new ColumnExpression<Guid>(c, name),
        TextColumn { IsWhole: true } c => new TextExpression(c.Texts, RowNumbers.Instance, c.HasNulls),
        TextColumn c => new TextExpression(
            c.Texts,
            new ColumnExpression<int>(new Column<int>(ElementTypes.I32, c.RowMemory, hasNulls: false), name),
            c.HasNulls),
        _ => null,
    };

    /// <summary>An atom as an expression; nothing for what is no atom.</summary>
    public static RowExpression? Of(Value atom) => atom.AtomType switch
    {
        ElementType<byte> type => new ConstantExpression<byte>(type, type.FromValue(atom)),
        ElementType<short> type => new ConstantExpression<short>(type, type.FromValue(atom)),
        ElementType<int> type => new ConstantExpression<int>(type, type.FromValue(atom)),
        ElementType<long> type => new ConstantExpression<long>(type, type.FromValue(atom)),
        ElementType<float> type => new ConstantExpression<float>(type, type.FromValue(atom)),
        ElementType<double> type => new ConstantExpression<double>(type, type.FromValue(atom)),
        ElementType<Guid> type => new ConstantExpression<Guid>(type, type.FromValue(atom)),
        StringType => new TextExpression(
            new TextBlock(atom.Text!.Memory, new[] { 0, atom.Text.Memory.Length }, gap: 0),
            new ConstantExpression<int>(ElementTypes.I32, 0),
            atom.IsNull),
        _ => null,
    };
}

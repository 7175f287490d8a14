using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>An atom that stands for a column of itself.</summary>
internal sealed class ConstantExpression<T>(ElementType<T> elements, T value) : RowExpression<T>
    where T : unmanaged
{
    public T Value => value;

    public override ElementType<T> Elements => elements;

    public override bool HasNulls => elements.IsNull(value);

    public override bool IsConstant => true;

    public override bool IsQuick => true;

    public override string Describe(Symbols symbols) =>
        elements.Type == RayType.Symbol ? "'" + symbols.Text(elements.ToValue(value).SymbolId) : value.ToString()!;

    public override void Write(in Block block, Span<T> target) => target.Fill(value);
}

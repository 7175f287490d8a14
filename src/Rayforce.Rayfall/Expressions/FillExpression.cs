using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>Values, and where they are null others of the same type.</summary>
internal sealed class FillExpression<T>(RowExpression<T> operand, RowExpression<T> replacement) : RowExpression<T>
    where T : unmanaged
{
    public override ElementType<T> Elements => operand.Elements;

    public override bool HasNulls => operand.HasNulls && replacement.HasNulls;

    public override bool LooksForNulls => HasNulls;

    public override string Describe(Symbols symbols) =>
        $"(fill {replacement.Describe(symbols)} {operand.Describe(symbols)})";

    public override void Write(in Block block, Span<T> target)
    {
        operand.Write(block, target);
        if (!operand.HasNulls)
            return;
        var others = replacement.Read(block);
        for (var i = 0; i < target.Length; i++)
        {
            if (Elements.IsNull(target[i]))
                target[i] = others[i];
        }
    }
}

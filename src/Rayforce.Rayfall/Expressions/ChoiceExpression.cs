using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Expressions;

/// <summary>For each row one of two values of one type.</summary>
/// <param name="elements">The type.</param>
/// <param name="condition">Which of the two.</param>
/// <param name="then">The one.</param>
/// <param name="otherwise">The other.</param>
/// <param name="marks">Whether a null in the branch that is not taken marks a column of all results, too.</param>
internal sealed class ChoiceExpression<T>(
    ElementType<T> elements,
    RowExpression<byte> condition,
    RowExpression<T> then,
    RowExpression<T> otherwise,
    bool marks)
    : RowExpression<T>
    where T : unmanaged
{
    public override ElementType<T> Elements => elements;

    public override bool HasNulls => then.HasNulls || otherwise.HasNulls;

    public override NullMark Mark => !HasNulls ? NullMark.No : marks ? NullMark.Yes : NullMark.IfAny;

    public override bool LooksForNulls => then.LooksForNulls || otherwise.LooksForNulls;

    public override string Describe(Symbols symbols) =>
        $"(if {condition.Describe(symbols)} {then.Describe(symbols)} {otherwise.Describe(symbols)})";

    public override void Write(in Block block, Span<T> target)
    {
        var truths = condition.Read(block)[..target.Length];
        var chosen = then.Read(block)[..target.Length];
        var others = otherwise.Read(block)[..target.Length];
        for (var i = 0; i < target.Length; i++)
            target[i] = truths[i] != 0 ? chosen[i] : others[i];
    }
}

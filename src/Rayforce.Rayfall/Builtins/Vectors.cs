using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Expressions;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins;

/// <summary>The vectors that native makes of results.</summary>
internal static class Vectors
{
    /// <summary>Outside a query computed F32 results come as a list.</summary>
    public static Column OutsideQuery(Budget budget, Column results)
    {
        if (results is not Column<float>)
            return results;
        budget.Charge(results.Count, ElementTypes.List.Width);
        var items = new Value[results.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = results[i];
        return new ListColumn(items);
    }

    /// <summary>Results one by one as a vector of the first one's type; a list where the first is no number.</summary>
    public static Column OfResults(Budget budget, Value[] results)
    {
        if (results[0].Scalar is not { } type || type.IsText || type.Type == RayType.F32)
            return new ListColumn(results);
        foreach (ref var result in results.AsSpan())
        {
            if (!result.IsNull && (result.Scalar is not { } own || own.IsText))
                throw Fault.Type($"a vector of {type} has no place for {result.TypeName}");
        }

        foreach (ref var result in results.AsSpan())
        {
            if (ReferenceEquals(result.Scalar, type))
                continue;
            var types = new ArithmeticTypes(result.Scalar!, result.Scalar!, type);
            result = result.IsNull ? type.NullAtom
                : result.Scalar!.IsFloat ? types.ToAtom(result.Double) : types.ToAtom(result.Bits);
        }

        return type.FromAtoms(budget, results);
    }
}

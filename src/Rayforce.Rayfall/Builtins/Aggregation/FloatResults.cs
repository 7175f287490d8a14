using System.Numerics.Tensors;
using Rayforce.Rayfall.Bounds;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>Floats that an aggregate gives.</summary>
internal static class FloatResults
{
    /// <summary>A column of them, in which what is not finite is null.</summary>
    public static Column Wrap(ReadOnlyMemory<double> memory)
    {
        var results = memory.Span;
        if (TensorPrimitives.IsFiniteAll(results))
            return ElementTypes.F64.Wrap(memory, hasNulls: false);
        var column = LargeArray.AllocateCleared<double>(results.Length);
        for (var i = 0; i < column.Length; i++)
            column[i] = double.IsFinite(results[i]) ? results[i] : ElementTypes.F64.Null;
        return ElementTypes.F64.Wrap(column);
    }
}

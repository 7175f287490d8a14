namespace Rayforce.Rayfall.Kernels;

/// <summary>Reductions of doubles whose nulls, the NaNs, have been left out.</summary>
internal static class FloatReductions
{
    /// <summary>The sum of squared distances from the mean.</summary>
    public static double SquaredDeviations(ReadOnlySpan<double> elements)
    {
        var mean = LaneReduction<SumStep>.Reduce(default, elements) / elements.Length;
        return LaneReduction<SquareStep>.Reduce(new SquareStep(mean), elements);
    }

    /// <summary>Moves the elements that are no nulls to the front.</summary>
    /// <returns>How many there are.</returns>
    public static int DropNulls(Span<double> elements)
    {
        var count = 0;
        for (var i = 0; i < elements.Length; i++)
        {
            var element = elements[i];
            elements[count] = element;
            if (!double.IsNaN(element))
                count++;
        }

        return count;
    }
}

namespace Rayforce.Rayfall.Builtins.Aggregation;

/// <summary>What a mean of integers is made of: their exact sum in two parts, of which neither can overflow.</summary>
internal struct IntegerMeanSlot
{
    /// <summary>The sum of the upper halves.</summary>
    public long High;

    /// <summary>The sum of the lower halves; of types up to 32 bits, of the numbers.</summary>
    public long Low;

    public long Count;
}

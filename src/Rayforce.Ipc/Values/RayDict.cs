namespace Rayforce;

/// <summary>Keys and their values, in order.</summary>
public sealed partial class RayDict : RayObject
{
    /// <summary>Makes a dict.</summary>
    /// <param name="keys">A vector or a list.</param>
    /// <param name="values">A list or a vector, as long as the keys.</param>
    public RayDict(RayObject keys, RayObject values)
        : this(keys, values, RayAttributes.None)
    {
    }

    internal RayDict(RayObject keys, RayObject values, RayAttributes attributes)
    {
        Keys = keys ?? throw new ArgumentNullException(nameof(keys));
        Values = values ?? throw new ArgumentNullException(nameof(values));
        Attributes = attributes;
    }

    /// <summary>The keys: a vector or a list; a peer may send anything else.</summary>
    public RayObject Keys { get; }

    /// <summary>The values: a list or a vector; a peer may send anything else.</summary>
    public RayObject Values { get; }

    /// <summary>The attribute bits that travel with the dict.</summary>
    public RayAttributes Attributes { get; }

    /// <inheritdoc/>
    public override RayType Type => RayType.Dict;

    /// <inheritdoc/>
    public override bool IsAtom => false;

    /// <inheritdoc/>
    public override bool Equals(RayObject? other) =>
        other is RayDict dict && Keys.Equals(dict.Keys) && Values.Equals(dict.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RayType.Dict, Keys, Values);
}

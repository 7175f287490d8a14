using System.Text;
using Rayforce.Text;

namespace Rayforce;

/// <summary>
/// Keys and their values, in order. <c>foreach (var (key, value) in dict)</c> walks them whatever the keys are;
/// where they are texts, the dict is looked up by them, and <see cref="AsDictionary"/> is a dictionary of .NET.
/// </summary>
public sealed partial class RayDict : RayObject, IReadOnlyCollection<KeyValuePair<RayObject, RayObject>>
{
    private const int MaxPrintedElements = 50;

    // 0 where nobody has asked yet.
    private int _depth;

    /// <summary>Makes a dict.</summary>
    /// <param name="keys">A vector or a list.</param>
    /// <param name="values">A list or a vector, as long as the keys.</param>
    /// <exception cref="ArgumentException">Keys or values are neither a vector nor a list, there are not as many values
    /// as keys, or the dict would be nested more than <see cref="RayObject.MaxDepth"/> deep.</exception>
    public RayDict(RayObject keys, RayObject values)
        : this(keys, values, RayAttributes.None)
    {
        if (!IsSequence(keys))
            throw new ArgumentException($"The keys of a dict are a vector or a list, not {keys.Type}.", nameof(keys));
        if (!IsSequence(values))
            throw new ArgumentException(
                $"The values of a dict are a vector or a list, not {values.Type}.", nameof(values));
        if (!IsPaired)
            throw new ArgumentException(
                $"There are {values.ElementCount} values for {keys.ElementCount} keys.", nameof(values));
        ThrowIfTooDeep();
    }

    internal RayDict(RayObject keys, RayObject values, RayAttributes attributes)
    {
        Keys = keys ?? throw new ArgumentNullException(nameof(keys));
        Values = values ?? throw new ArgumentNullException(nameof(values));
        Attributes = attributes;
    }

    /// <summary>The keys: a vector or a list. (What an older core sent, read by option, may be anything.)</summary>
    public RayObject Keys { get; }

    /// <summary>
    /// The values: a list or a vector, as long as the keys. (What an older core sent, read by option, may be anything.)
    /// </summary>
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

    internal override int Depth => _depth != 0 ? _depth : _depth = Math.Max(Keys.Depth, Values.Depth) + 1;

    internal override void AppendRayfall(Utf8Text text)
    {
        text.Append("{"u8);
        for (var i = 0; i < Math.Min(Count, MaxPrintedElements); i++)
        {
            if (i > 0)
                text.Append(" "u8);
            Keys.ElementAt(i).AppendRayfall(text);
            text.Append(":"u8);
            if (i < Values.ElementCount)
                Values.ElementAt(i).AppendRayfall(text);
            else if (Values is RayList)
                text.Append("null"u8);
        }

        text.Append(Count > MaxPrintedElements ? " ..}"u8 : "}"u8);
    }

    internal override void AppendConstructor(StringBuilder text)
    {
        if (IsPaired)
        {
            text.Append("Dict(").AppendPairs(Keys, Values);
        }
        else
        {
            Keys.AppendConstructor(text.Append("Dict.from_items("));
            Values.AppendConstructor(text.Append(", "));
        }

        text.Append(')');
    }

    internal override void AppendPlain(StringBuilder text)
    {
        if (IsPaired)
            text.AppendPairs(Keys, Values);
        else
            AppendConstructor(text);
    }

    private protected override string WayToRead => "Read a value by its key, or all with ToDictionary.";

    /// <summary>Whether both are vectors or lists of one length.</summary>
    internal bool IsPaired => IsSequence(Keys) && IsSequence(Values) && Keys.ElementCount == Values.ElementCount;

    private static bool IsSequence(RayObject value) => value is RayVector or RayList;
}

using Rayforce.Text;

namespace Rayforce;

/// <summary>A vector of symbols. On the wire each is its bytes and a NUL.</summary>
public sealed class RaySymbolVector : RayTextVector
{
    internal const int Gap = 1;

    /// <summary>Makes a vector of symbols.</summary>
    /// <param name="names">The texts, without a NUL inside.</param>
    /// <exception cref="ArgumentException">
    /// A text contains a NUL, which ends a symbol on the wire, or half a surrogate pair, which UTF-8 cannot hold; the
    /// message says which one.
    /// </exception>
    /// <exception cref="OverflowException">All the texts together take more than 2 GiB.</exception>
    public RaySymbolVector(params string[] names)
        : this(Build(names))
    {
    }

    internal RaySymbolVector(ReadOnlyMemory<byte> block, int[] starts, RayAttributes attributes)
        : base(block, starts, Gap, attributes)
    {
    }

    internal RaySymbolVector(TextSource source, RayAttributes attributes)
        : base(source, Gap, attributes)
    {
    }

    private RaySymbolVector((byte[] Block, int[] Starts, RayAttributes Attributes) parts)
        : this(parts.Block, parts.Starts, parts.Attributes)
    {
    }

    /// <inheritdoc/>
    public override RayType Type => RayType.Symbol;

    /// <summary>The symbol at an index, quoted: an element of a vector is a literal.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public override RayObject GetAtom(int index) => new RaySymbol(GetUtf8(index), quoted: true);

    internal override void AppendElement(Utf8Text text, int index) => text.AppendSymbol(GetUtf8(index));

    private protected override RayTextVector Slice(ReadOnlyMemory<byte> block, int[] starts) =>
        new RaySymbolVector(block, starts, Attributes);

    /// <summary>The first symbols.</summary>
    /// <param name="count">How many, at most all.</param>
    internal RaySymbolVector Take(int count) => count == Count
        ? this
        : new RaySymbolVector(
            Block.Slice(0, Starts[count]).ToArray(), Starts.Slice(0, count + 1).ToArray(), Attributes);

    private static (byte[] Block, int[] Starts, RayAttributes Attributes) Build(string[] names)
    {
        long size = 0;
        for (var i = 0; i < (names ?? throw new ArgumentNullException(nameof(names))).Length; i++)
        {
            size += StrictUtf8.GetByteCount(names[i], i, nameof(names)) + Gap;
            if (names[i].Contains('\0'))
                throw new ArgumentException(
                    "A symbol may not contain a NUL: it ends the symbol on the wire.", nameof(names));
        }

        var block = new byte[CheckedSize(size)];
        var starts = new int[names.Length + 1];
        var end = 0;
        for (var i = 0; i < names.Length; i++)
        {
            starts[i] = end;
            end += StrictUtf8.Write(names[i], block, end) + Gap;
        }

        starts[names.Length] = end;
        return (block, starts, AttributesOf(names));
    }
}

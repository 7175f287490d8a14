using System.Buffers.Binary;
using Rayforce.Text;

namespace Rayforce;

/// <summary>
/// A vector of strings. On the wire each is a 64-bit byte count and its bytes; wire version 1 has no such vector and
/// gets a list of strings.
/// </summary>
public sealed class RayStringVector : RayTextVector
{
    internal const int Gap = sizeof(long);

    /// <summary>Makes a vector of strings.</summary>
    /// <param name="texts">The texts.</param>
    /// <exception cref="ArgumentException">
    /// A text has half a surrogate pair, which UTF-8 cannot hold; the message says which one.
    /// </exception>
    /// <exception cref="OverflowException">All the texts together take more than 2 GiB.</exception>
    public RayStringVector(params string[] texts)
        : this(Build(texts))
    {
    }

    internal RayStringVector(ReadOnlyMemory<byte> block, int[] starts, RayAttributes attributes)
        : base(block, starts, Gap, attributes)
    {
    }

    internal RayStringVector(TextSource source, RayAttributes attributes)
        : base(source, Gap, attributes)
    {
    }

    private RayStringVector((byte[] Block, int[] Starts, RayAttributes Attributes) parts)
        : this(parts.Block, parts.Starts, parts.Attributes)
    {
    }

    /// <inheritdoc/>
    public override RayType Type => RayType.String;

    /// <summary>The string at an index; an empty one with the null mark.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public override RayObject GetAtom(int index) =>
        GetUtf8(index) is { IsEmpty: false } utf8 ? new RayString(utf8) : RayString.Null;

    private protected override RayTextVector Slice(ReadOnlyMemory<byte> block, int[] starts)
    {
        // A text is empty where the next begins right behind it.
        var attributes = Attributes & ~RayAttributes.HasNulls;
        for (var i = 1; HasNulls && i < starts.Length; i++)
        {
            if (starts[i] - starts[i - 1] == Gap)
                attributes |= RayAttributes.HasNulls;
        }

        return new RayStringVector(block, starts, attributes);
    }

    internal override void AppendElement(Utf8Text text, int index) => text.AppendQuoted(GetUtf8(index));

    private static (byte[] Block, int[] Starts, RayAttributes Attributes) Build(string[] texts)
    {
        long size = 0;
        for (var i = 0; i < (texts ?? throw new ArgumentNullException(nameof(texts))).Length; i++)
            size += Gap + StrictUtf8.GetByteCount(texts[i], i, nameof(texts));

        var block = new byte[CheckedSize(size)];
        var starts = new int[texts.Length + 1];
        var start = Gap;
        for (var i = 0; i < texts.Length; i++)
        {
            starts[i] = start;
            var length = StrictUtf8.Write(texts[i], block, start);
            BinaryPrimitives.WriteInt64LittleEndian(block.AsSpan(start - Gap), length);
            start += length + Gap;
        }

        starts[texts.Length] = start;
        return (block, starts, AttributesOf(texts));
    }
}

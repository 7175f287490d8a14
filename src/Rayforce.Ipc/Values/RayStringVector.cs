using System.Buffers.Binary;
using System.Text;

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
    public RayStringVector(params string[] texts)
        : this(Build(texts))
    {
    }

    internal RayStringVector(ReadOnlyMemory<byte> block, int[] starts, RayAttributes attributes)
        : base(block, starts, Gap, attributes)
    {
    }

    private RayStringVector((byte[] Block, int[] Starts) parts)
        : this(parts.Block, parts.Starts, RayAttributes.None)
    {
    }

    /// <inheritdoc/>
    public override RayType Type => RayType.String;

    /// <inheritdoc/>
    public override RayObject GetAtom(int index) => new RayString(GetUtf8(index));

    private static (byte[] Block, int[] Starts) Build(string[] texts)
    {
        var size = 0;
        foreach (var text in texts ?? throw new ArgumentNullException(nameof(texts)))
            size = checked(size + Gap + Encoding.UTF8.GetByteCount(text));

        var block = new byte[size];
        var starts = new int[texts.Length + 1];
        var start = Gap;
        for (var i = 0; i < texts.Length; i++)
        {
            starts[i] = start;
            var length = Encoding.UTF8.GetBytes(texts[i], 0, texts[i].Length, block, start);
            BinaryPrimitives.WriteInt64LittleEndian(block.AsSpan(start - Gap), length);
            start += length + Gap;
        }

        starts[texts.Length] = start;
        return (block, starts);
    }
}

using System.Text;

namespace Rayforce;

/// <summary>A vector of symbols. On the wire each is its bytes and a NUL.</summary>
public sealed class RaySymbolVector : RayTextVector
{
    internal const int Gap = 1;

    /// <summary>Makes a vector of symbols.</summary>
    /// <param name="names">The texts, without a NUL inside.</param>
    /// <exception cref="ArgumentException">A text contains a NUL, which ends a symbol on the wire.</exception>
    public RaySymbolVector(params string[] names)
        : this(Build(names))
    {
    }

    internal RaySymbolVector(ReadOnlyMemory<byte> block, int[] starts, RayAttributes attributes)
        : base(block, starts, Gap, attributes)
    {
    }

    private RaySymbolVector((byte[] Block, int[] Starts) parts)
        : this(parts.Block, parts.Starts, RayAttributes.None)
    {
    }

    /// <inheritdoc/>
    public override RayType Type => RayType.Symbol;

    /// <summary>The symbol at an index, quoted: an element of a vector is a literal.</summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    public override RayObject GetAtom(int index) => new RaySymbol(GetUtf8(index), quoted: true);

    /// <summary>The first symbols.</summary>
    /// <param name="count">How many, at most all.</param>
    internal RaySymbolVector Take(int count) => count == Count
        ? this
        : new RaySymbolVector(
            Block.Slice(0, Starts[count]).ToArray(), Starts.Slice(0, count + 1).ToArray(), Attributes);

    private static (byte[] Block, int[] Starts) Build(string[] names)
    {
        var size = 0;
        foreach (var name in names ?? throw new ArgumentNullException(nameof(names)))
        {
            if (name.Contains('\0'))
                throw new ArgumentException(
                    "A symbol may not contain a NUL: it ends the symbol on the wire.", nameof(names));
            size = checked(size + Encoding.UTF8.GetByteCount(name) + Gap);
        }

        var block = new byte[size];
        var starts = new int[names.Length + 1];
        var end = 0;
        for (var i = 0; i < names.Length; i++)
        {
            starts[i] = end;
            end += Encoding.UTF8.GetBytes(names[i], 0, names[i].Length, block, end) + Gap;
        }

        starts[names.Length] = end;
        return (block, starts);
    }
}

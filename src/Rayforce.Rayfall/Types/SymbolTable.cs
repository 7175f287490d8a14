using System.IO.Hashing;
using System.Security.Cryptography;

namespace Rayforce.Rayfall.Types;

/// <summary>
/// The names of an interpreter's symbols, numbered from 0 in the order in which they came. It only grows; readers need
/// no lock, and see the names up to the count that they have read.
/// </summary>
internal sealed class SymbolTable
{
    /// <summary>The number of the empty symbol, the null.</summary>
    public const int Empty = 0;

    private readonly long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
    private readonly Lock _gate = new();
    private volatile byte[][] _names = new byte[1024][];
    private volatile int[] _slots = new int[2048];
    private volatile int _count;

    /// <param name="names">Names that have the numbers from 1 on, in this order.</param>
    public SymbolTable(params IEnumerable<string> names)
    {
        Intern([]);
        foreach (var name in names)
            Intern(System.Text.Encoding.UTF8.GetBytes(name));
    }

    public int Count => _count;

    /// <summary>Bytes that the names take.</summary>
    public long Size { get; private set; }

    /// <summary>The bytes of the longest name.</summary>
    public int Longest { get; private set; }

    public ReadOnlyMemory<byte> this[int id] => _names[id];

    public ReadOnlySpan<byte> Utf8(int id) => _names[id];

    /// <summary>The number of a name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> utf8) => Find(utf8, Hash(utf8));

    /// <summary>The number of a name, a new one where it has none.</summary>
    public int Intern(ReadOnlySpan<byte> utf8)
    {
        var hash = Hash(utf8);
        if (Find(utf8, hash) is >= 0 and var known)
            return known;
        lock (_gate)
        {
            if (Find(utf8, hash) is >= 0 and var found)
                return found;
            var id = _count;
            if (id == _names.Length)
            {
                var names = _names;
                Array.Resize(ref names, 2 * id);
                _names = names;
            }

            _names[id] = utf8.ToArray();
            Size += utf8.Length + 24;
            Longest = Math.Max(Longest, utf8.Length);
            if (2 * (id + 1) > _slots.Length)
                _slots = Rehash(2 * _slots.Length, id);
            Place(_slots, hash, id);
            _count = id + 1;
            return id;
        }
    }

    public ulong Hash(ReadOnlySpan<byte> utf8) => XxHash3.HashToUInt64(utf8, _seed);

    private static void Place(int[] slots, ulong hash, int id)
    {
        var mask = slots.Length - 1;
        var slot = (int)hash & mask;
        while (slots[slot] != 0)
            slot = (slot + 1) & mask;
        Volatile.Write(ref slots[slot], id + 1);
    }

    private int Find(ReadOnlySpan<byte> utf8, ulong hash)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var id = Volatile.Read(ref slots[slot]) - 1;
            if (id < 0)
                return -1;
            if (_names[id].AsSpan().SequenceEqual(utf8))
                return id;
        }
    }

    private int[] Rehash(int size, int count)
    {
        var slots = new int[size];
        for (var id = 0; id < count; id++)
            Place(slots, Hash(_names[id]), id);
        return slots;
    }
}

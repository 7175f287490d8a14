using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Security.Cryptography;
using Rayforce.Rayfall.Types;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// The code of sources that have been evaluated lately: clients ask the same again and again. Code knows symbols by
/// their numbers, and so is good for the requests that have the same ones.
/// </summary>
internal sealed class CodeCache
{
    /// <summary>The longest source to keep, in bytes.</summary>
    private const int LongestSource = 1024;

    /// <summary>With so many sources it begins anew.</summary>
    private const int MostSources = 512;

    private readonly ConcurrentDictionary<byte[], Entry> _entries = new(SourceComparer.Instance);
    private readonly ConcurrentDictionary<byte[], Entry>.AlternateLookup<ReadOnlySpan<byte>> _bySource;

    public CodeCache() => _bySource = _entries.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Finds the code of a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="symbols">The symbols of the request.</param>
    /// <param name="code">The code.</param>
    public bool TryFind(ReadOnlySpan<byte> source, Symbols symbols, [NotNullWhen(true)] out SourceCode? code)
    {
        code = null;
        if (source.Length > LongestSource || symbols.HasOwn
            || !_bySource.TryGetValue(source, out var entry) || !symbols.Know(entry.Table, entry.SymbolCount))
            return false;
        code = entry.Code;
        return true;
    }

    /// <summary>Keeps the code of a source, where it is the same for all requests.</summary>
    /// <param name="source">The source.</param>
    /// <param name="symbols">The symbols of the request that has compiled it.</param>
    /// <param name="code">The code, with no functions in it: those are compiled by who calls them.</param>
    public void Add(ReadOnlySpan<byte> source, Symbols symbols, SourceCode code)
    {
        if (source.Length > LongestSource || symbols.HasOwn)
            return;
        if (_entries.Count >= MostSources)
            _entries.Clear();
        _bySource[source] = new Entry(symbols.Shared, symbols.Count, code);
    }

    private sealed record Entry(SymbolTable Table, int SymbolCount, SourceCode Code);

    /// <summary>Compares sources by their bytes; hashes cannot be foreseen.</summary>
    private sealed class SourceComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        private readonly long _seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

        public static SourceComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)XxHash3.HashToUInt64(alternate, _seed);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}

using System.Globalization;
using Rayforce.Ipc;

namespace Rayforce.FixtureGen;

/// <summary>Random objects of every kind that a frame can carry, the same ones for the same seed.</summary>
/// <param name="version">The wire version that has to carry them.</param>
/// <param name="seed">The seed.</param>
internal sealed class RandomObjects(WireVersion version, int seed)
{
    private const int DeepestCompound = 3;
    private const int LongestVector = 12;

    private static readonly string[] Letters = ["a", "b", "z", "0", "9", "_", "-", "é", "☃", "日", "𝄞"];

    // The sequence of a seeded System.Random is kept from version to version of .NET.
    private readonly Random _random = new(seed);

    /// <summary>
    /// Rows for random.jsonl, as this library writes them; native has to read them and write them back.
    /// </summary>
    /// <param name="count">How many.</param>
    public IEnumerable<FixtureRow> CreateRows(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var frame = RaySerializer.SerializeFrame(Next(depth: 0), version);
            var name = string.Create(CultureInfo.InvariantCulture, $"random/{seed}/{i}");
            yield return new FixtureRow([("name", name), ("hex", Convert.ToHexStringLower(frame))]);
        }
    }

    private RayObject Next(int depth) => _random.Next(depth < DeepestCompound ? 6 : 3) switch
    {
        0 => NextAtom(),
        1 => NextVector(_random.Next(LongestVector)),
        2 => NextText(),
        3 => new RayList(NextItems(_random.Next(LongestVector), depth)),
        4 => NextDict(depth),
        _ => NextTable(),
    };

    private RayObject NextAtom() => NextVector(1) switch
    {
        // In wire version 3 one Char is a String, and native gives no null to symbols and strings.
        RaySymbolVector symbols => new RaySymbol(symbols[0], quoted: version == WireVersion.V3 && _random.Next(2) == 0),
        RayStringVector strings => new RayString(strings[0]),
        var vector => vector.GetAtom(0),
    };

    private RayObject NextText() => _random.Next(3) switch
    {
        0 => new RayString(NextName(40)),
        1 => RayNull.Instance,
        _ => new RayBuiltin(RayType.Unary, _random.Next(2) == 0 ? "sum" : "count"),
    };

    private RayVector NextVector(int length) => _random.Next(version == WireVersion.V3 ? 14 : 10) switch
    {
        0 => Fill(length, () => _random.Next(2) == 0),
        1 => Fill(length, () => (byte)_random.Next(256)),
        2 => Fill(length, () => (int)NextNumber()),
        3 => Fill(length, NextNumber),
        4 => Fill(length, () => _random.Next(4) == 0 ? RayAtom<double>.Null.Value : _random.NextDouble() * 1e6),
        5 => Fill(length, () => new RayDate((int)NextNumber())),
        6 => Fill(length, () => new RayTime((int)NextNumber())),
        7 => Fill(length, () => new RayTimestamp(NextNumber())),
        8 => Fill(length, () => new RayGuid(NextGuid())),
        9 => new RaySymbolVector([.. Enumerable.Range(0, length).Select(_ => NextName(12))]),
        10 => Fill(length, () => (short)NextNumber()),
        11 => Fill(length, () => _random.Next(4) == 0 ? RayAtom<float>.Null.Value : _random.NextSingle()),
        12 => Fill(length, () => new RayTimespan(NextNumber())),
        _ => new RayStringVector([.. Enumerable.Range(0, length).Select(_ => NextName(20))]),
    };

    private RayDict NextDict(int depth)
    {
        var count = _random.Next(1, 5);
        return new RayDict(NextNames("k", count), new RayList(NextItems(count, depth)));
    }

    private RayTable NextTable()
    {
        var (columns, rows) = (_random.Next(1, 5), _random.Next(LongestVector));
        return new RayTable(
            NextNames("c", columns),
            new RayList([.. Enumerable.Range(0, columns).Select(_ => (RayObject)NextVector(rows))]));
    }

    private RayObject[] NextItems(int count, int depth) =>
        [.. Enumerable.Range(0, count).Select(_ => Next(depth + 1))];

    private static RaySymbolVector NextNames(string prefix, int count) =>
        new([.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}"))]);

    private static RayVector<T> Fill<T>(int length, Func<T> next)
        where T : unmanaged => new([.. Enumerable.Range(0, length).Select(_ => next())]);

    /// <summary>Often a null or an end of a range.</summary>
    private long NextNumber() => _random.Next(6) switch
    {
        0 => long.MinValue,
        1 => long.MaxValue,
        2 => 0,
        _ => _random.NextInt64(long.MinValue, long.MaxValue),
    };

    private Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (_random.Next(5) > 0)
            _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private string NextName(int longest) =>
        string.Concat(Enumerable.Range(0, _random.Next(longest)).Select(_ => Letters[_random.Next(Letters.Length)]));
}

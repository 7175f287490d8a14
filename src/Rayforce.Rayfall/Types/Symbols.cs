using System.Text;
using Rayforce.Rayfall.Bounds;

namespace Rayforce.Rayfall.Types;

/// <summary>
/// The symbols as one request sees them: those of the interpreter as they were when it began, and its own, which have
/// negative numbers and go with it. What it publishes is numbered anew. The workers of a request may ask at once.
/// </summary>
internal sealed class Symbols(SymbolTable shared, Budget budget)
{
    private readonly int _count = shared.Count;
    private volatile SymbolTable? _own;

    /// <summary>How many symbols there were when the request began: the numbers below it are known.</summary>
    public int Count => _count;

    /// <summary>Whether the request has made symbols of its own.</summary>
    public bool HasOwn => _own is not null;

    /// <summary>How many symbols the request has made.</summary>
    public int OwnCount => _own?.Count ?? 0;

    /// <summary>Bytes that the request has been charged for its own symbols.</summary>
    public long OwnCharge => OwnSize + (24L * OwnCount);

    /// <summary>Bytes that the request's own symbols take.</summary>
    public long OwnSize => _own?.Size ?? 0;

    /// <summary>How many symbols were there when the request began; all others are its own.</summary>
    public int SharedCount => _count;

    /// <summary>The bytes of the longest name.</summary>
    public int Longest => Math.Max(shared.Longest, _own?.Longest ?? 0);

    /// <summary>The interpreter's symbols.</summary>
    public SymbolTable Shared => shared;

    /// <summary>Whether the request knows so many symbols of a table by their numbers there.</summary>
    public bool Know(SymbolTable table, int count) => ReferenceEquals(table, shared) && count <= _count;

    /// <summary>Whether a number is one of the request's own.</summary>
    public static bool IsOwn(int id) => id < 0;

    /// <summary>The number of a name, a new one where it has none.</summary>
    public int Intern(ReadOnlySpan<byte> utf8)
    {
        if (shared.Find(utf8) is >= 0 and var known && known < _count)
            return known;
        var own = _own;
        if (own is null)
        {
            Interlocked.CompareExchange(ref _own, new SymbolTable(), null);
            own = _own!;
        }

        var count = own.Count;
        var id = own.Intern(utf8);
        if (id >= count)
            budget.Charge(utf8.Length + 48);
        return ~id;
    }

    public int Intern(string name) => Intern(Encoding.UTF8.GetBytes(name));

    /// <summary>The name of a symbol.</summary>
    public ReadOnlySpan<byte> Utf8(int id) => id < 0 ? _own!.Utf8(~id) : shared.Utf8(id);

    /// <summary>The name of a symbol.</summary>
    public ReadOnlyMemory<byte> Memory(int id) => id < 0 ? _own![~id] : shared[id];

    /// <summary>The name of a symbol, for messages.</summary>
    public string Text(int id) => Encoding.UTF8.GetString(Utf8(id));

    /// <summary>The order of two symbols: that of their bytes.</summary>
    public int Compare(int left, int right) => left == right ? 0 : Utf8(left).SequenceCompareTo(Utf8(right));

    /// <summary>Whether every number of the request is that of a table, too.</summary>
    public bool AreOf(SymbolTable table) => ReferenceEquals(table, shared) && !HasOwn;

    /// <summary>The number in the interpreter's table, as it is now, of a symbol of the request.</summary>
    public int Publish(int id, SymbolTable table) =>
        id >= 0 && ReferenceEquals(table, shared) ? id : table.Intern(Utf8(id));

    /// <summary>The number in the interpreter's table, as it is now, of a symbol of the request, or -1.</summary>
    public int FindIn(SymbolTable table, int id) =>
        id >= 0 && ReferenceEquals(table, shared) ? id : table.Find(Utf8(id));

    /// <summary>The request's number of a symbol of the interpreter's table as it is now.</summary>
    public int Import(int id, SymbolTable table) =>
        id < _count && ReferenceEquals(table, shared) ? id : Intern(table.Utf8(id));
}

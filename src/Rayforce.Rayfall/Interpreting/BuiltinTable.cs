using System.Collections.Frozen;
using Rayforce.Rayfall.Builtins;

namespace Rayforce.Rayfall.Interpreting;

/// <summary>
/// All builtins: the one table that evaluation, restricted mode, planning, completion and documentation read.
/// </summary>
internal sealed class BuiltinTable
{
    private readonly Builtin[] _byNumber;
    private readonly FrozenDictionary<string, Builtin> _byName;
    private readonly FrozenDictionary<string, Builtin>.AlternateLookup<ReadOnlySpan<char>> _byChars;

    private BuiltinTable(Builtin[] builtins)
    {
        _byNumber = builtins;
        _byName = builtins.ToFrozenDictionary(builtin => builtin.Name, StringComparer.Ordinal);
        _byChars = _byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static BuiltinTable Instance { get; } = new([.. Themes.All]);

    /// <summary>The names, in the order of their numbers.</summary>
    public IEnumerable<string> Names => _byNumber.Select(builtin => builtin.Name);

    /// <summary>All builtins.</summary>
    public IReadOnlyList<Builtin> All => _byNumber;

    /// <summary>The names that a program can use: of builtins without a dot, and of namespaces.</summary>
    public IEnumerable<string> GlobalNames => _byNumber
        .Where(builtin => !builtin.Is(BuiltinTraits.QueryOnly))
        .Select(builtin => builtin.Name);

    /// <summary>The next parts of the names that begin with a name and a dot, with the builtin that has no more parts.</summary>
    public IEnumerable<(string Part, Builtin? Builtin)> Members(string name)
    {
        foreach (var builtin in _byNumber)
        {
            if (!builtin.Name.StartsWith(name, StringComparison.Ordinal) || builtin.Name.Length <= name.Length + 1
                || builtin.Name[name.Length] != '.')
                continue;
            var rest = builtin.Name[(name.Length + 1)..];
            var dot = rest.IndexOf('.');
            yield return dot < 0 ? (rest, builtin) : (rest[..dot], null);
        }
    }

    /// <summary>The builtin that a symbol names, or nothing.</summary>
    public Builtin? Find(int symbol) => (uint)(symbol - 1) < (uint)_byNumber.Length ? _byNumber[symbol - 1] : null;

    /// <summary>The builtin of a name, or nothing.</summary>
    public Builtin? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The builtin of a name that a peer sent, or nothing.</summary>
    public Builtin? Find(ReadOnlySpan<byte> utf8)
    {
        const int longest = 64;
        if (utf8.Length > longest)
            return null;
        Span<char> name = stackalloc char[longest];
        return _byChars.TryGetValue(name[..System.Text.Encoding.UTF8.GetChars(utf8, name)], out var builtin)
            ? builtin
            : null;
    }
}

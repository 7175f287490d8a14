using System.Collections.Frozen;

namespace Rayforce.Rayfall;

/// <summary>All builtins by name.</summary>
internal sealed class BuiltinTable
{
    private readonly FrozenDictionary<string, Builtin> _builtins;
    private readonly FrozenDictionary<string, Builtin>.AlternateLookup<ReadOnlySpan<char>> _byChars;

    private BuiltinTable(Dictionary<string, Builtin> builtins)
    {
        _builtins = builtins.ToFrozenDictionary(StringComparer.Ordinal);
        _byChars = _builtins.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static BuiltinTable Instance { get; } = Build();

    /// <summary>The names of all builtins.</summary>
    public IReadOnlyList<string> Names => _builtins.Keys;

    public Builtin? Find(string name) => _builtins.GetValueOrDefault(name);

    /// <summary>
    /// The builtin that an object of the wire names; wire version 1 sends such objects where version 3 sends names.
    /// </summary>
    public Builtin? Find(RayBuiltin value)
    {
        if (value.Utf8.Length > SystemNames.MaxLength)
            return null;
        Span<char> name = stackalloc char[SystemNames.MaxLength];
        return _byChars.TryGetValue(name[..System.Text.Encoding.UTF8.GetChars(value.Utf8, name)], out var builtin)
            ? builtin
            : null;
    }

    private static BuiltinTable Build()
    {
        var builder = new Builder();
        Control.Register(builder);
        Arithmetic.Register(builder);
        Comparison.Register(builder);
        Aggregates.Register(builder);
        Collections.Register(builder);
        Ordering.Register(builder);
        Sets.Register(builder);
        Functional.Register(builder);
        Tables.Register(builder);
        Texts.Register(builder);
        Queries.Register(builder);
        TableJoins.Register(builder);
        return new BuiltinTable(builder.Builtins);
    }

    /// <summary>Collects the builtins of all themes.</summary>
    internal sealed class Builder
    {
        public Dictionary<string, Builtin> Builtins { get; } = new(StringComparer.Ordinal);

        public void Unary(string name, UnaryBody body, BuiltinTraits traits = BuiltinTraits.None) =>
            Builtins.Add(name, new Builtin(RayType.Unary, name, traits) { Unary = body });

        public void Binary(string name, BinaryBody body, BuiltinTraits traits = BuiltinTraits.None) =>
            Builtins.Add(name, new Builtin(RayType.Binary, name, traits) { Binary = body });

        public void Variadic(string name, VariadicBody body, BuiltinTraits traits = BuiltinTraits.None) =>
            Builtins.Add(name, new Builtin(RayType.Variadic, name, traits) { Variadic = body });
    }
}

namespace Rayforce;

/// <summary>
/// What the library knows of a fixed-width element type beside its bits, which <see cref="RayElement{T}"/> knows.
/// <see cref="RayElements"/> has one of each.
/// </summary>
/// <param name="type">Its code.</param>
internal abstract class ElementDescriptor(RayType type)
{
    private readonly List<ElementSource> _sources = [];

    /// <summary>Its code.</summary>
    public RayType Type { get; } = type;

    /// <summary>Its null in Rayfall.</summary>
    public string NullLiteral { get; init; } = "null";

    /// <summary>The constructor of its atoms in Python.</summary>
    public string PythonName { get; init; } = type.ToString();

    /// <summary>
    /// Its null in Python; a null reference where the null shows as the value that it is, as a NaN does.
    /// </summary>
    public string? PythonNull { get; init; }

    /// <summary>The .NET type that messages suggest to read it as.</summary>
    public string ReadAs { get; init; } = string.Empty;

    /// <summary>The .NET types that become such elements.</summary>
    public IReadOnlyList<ElementSource> Sources => _sources;

    /// <summary>Names every .NET type that its elements can be read as.</summary>
    public abstract void Visit(IReadableTypes types);

    private protected void Add(ElementSource source) => _sources.Add(source);
}

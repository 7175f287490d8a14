using Rayforce.Text;

namespace Rayforce;

/// <summary>What the library knows of one fixed-width element type, and how it becomes a .NET type and back.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="type">Its code.</param>
/// <param name="print">Prints a value as Rayfall does, a null sentinel as the value that it is.</param>
/// <param name="toPython">A value as Python writes it.</param>
internal sealed class ElementDescriptor<T>(RayType type, Action<Utf8Text, T> print, Func<T, string> toPython)
    : ElementDescriptor(type)
    where T : unmanaged
{
    private readonly Dictionary<Type, Func<ReadOnlyMemory<T>, object>> _readers = new();
    private readonly List<Action<IReadableTypes>> _readable = [];

    /// <summary>Prints a value as Rayfall does, a null sentinel as the value that it is.</summary>
    public void Print(Utf8Text text, T value) => print(text, value);

    /// <summary>A value as Python writes it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isNull">Whether it is the null.</param>
    public string ToPython(T value, bool isNull) => isNull && PythonNull is { } none ? none : toPython(value);

    /// <summary>
    /// An <see cref="ElementReader{T}"/> of a .NET type; a null reference where the elements cannot be read as it.
    /// </summary>
    public object? FindReader(Type type, ReadOnlyMemory<T> elements) =>
        _readers.TryGetValue(type, out var read) ? read(elements) : null;

    /// <inheritdoc/>
    public override void Visit(IReadableTypes types)
    {
        foreach (var add in _readable)
            add(types);
    }

    /// <summary>Elements can be read as a .NET type, and as its nullable.</summary>
    public ElementDescriptor<T> Into<TNet>(Func<T, TNet> convert)
        where TNet : struct
    {
        _readers[typeof(TNet)] = elements => new BlockReader<T, TNet>(elements, convert);
        _readers[typeof(TNet?)] = elements => new NullableReader<TNet>(new BlockReader<T, TNet>(elements, convert));
        _readable.Add(static types => types.Add<TNet>());
        return this;
    }

    /// <summary>Elements can be made of a .NET type, and of its nullable.</summary>
    public ElementDescriptor<T> From<TNet>(Func<TNet, T> convert)
        where TNet : struct
    {
        Add(new ConvertedSource<TNet, T>(convert));
        return this;
    }

    /// <summary>Elements are read as what they are, and made of it.</summary>
    /// <param name="refusesNull">
    /// Whether the null sentinel is a number like any other in .NET, which would become a null unseen.
    /// </param>
    public ElementDescriptor<T> AsItself(bool refusesNull = false)
    {
        Add(new SameSource<T>(refusesNull));
        return Into(static value => value);
    }
}

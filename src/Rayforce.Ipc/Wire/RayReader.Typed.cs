namespace Rayforce.Ipc;

/// <content>Header and value in one step, where the caller knows what is there.</content>
public ref partial struct RayReader
{
    /// <summary>Reads a fixed-width atom.</summary>
    /// <typeparam name="T">An element type, see <see cref="RayAtom{T}"/>.</typeparam>
    /// <returns>The value; the null sentinel for a null.</returns>
    public T ReadAtom<T>()
        where T : unmanaged
    {
        var header = ReadHeaderOf(RayElement<T>.Type, isAtom: true);
        var value = ReadValue<T>();
        return header.IsNullFlagged ? RayElement<T>.Null : RayElement<T>.Normalize(value);
    }

    /// <summary>Reads a fixed-width vector.</summary>
    /// <typeparam name="T">An element type, see <see cref="RayVector{T}"/>.</typeparam>
    /// <returns>A view of the payload.</returns>
    public ReadOnlySpan<T> ReadVector<T>()
        where T : unmanaged => ReadElements<T>(ReadHeaderOf(RayElement<T>.Type, isAtom: false).Count);

    /// <summary>Reads a symbol atom.</summary>
    /// <param name="quoted">Whether it is a literal, not a name.</param>
    /// <returns>Its bytes, a view of the payload.</returns>
    public ReadOnlySpan<byte> ReadSymbol(out bool quoted)
    {
        quoted = ReadHeaderOf(RayType.Symbol, isAtom: true).IsQuoted;
        return ReadName();
    }

    /// <summary>Reads a String atom; in wire version 1 a vector of chars.</summary>
    /// <returns>Its bytes, a view of the payload.</returns>
    public ReadOnlySpan<byte> ReadString() => ReadBytes(ReadHeaderOf(RayType.String, isAtom: true).Count);

    /// <summary>Reads the header of a list; its elements follow as objects.</summary>
    /// <returns>How many elements follow.</returns>
    public int ReadListHeader() => ReadHeaderOf(RayType.List, isAtom: false).Count;

    private ObjectHeader ReadHeaderOf(RayType type, bool isAtom)
    {
        var start = _offset;
        var header = ReadHeader();
        return header.Type == type && header.IsAtom == isAtom ? header : throw Fail(WireStatus.UnexpectedType, start);
    }
}

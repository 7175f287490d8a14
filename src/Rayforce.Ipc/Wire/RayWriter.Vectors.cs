using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Rayforce.Ipc;

/// <content>Vectors and compounds.</content>
public ref partial struct RayWriter
{
    // The symbol width that native writes into the attributes of a table's names (wire version 3).
    private const RayAttributes TableNamesAttributes = (RayAttributes)0x03;

    /// <summary>Writes a fixed-width vector in one block, and marks it where it holds a null sentinel.</summary>
    /// <typeparam name="T">An element type, see <see cref="RayVector{T}"/>.</typeparam>
    /// <param name="values">The elements.</param>
    public void WriteVector<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        const int attributesOffset = 1;
        var size = MemoryMarshal.AsBytes(values).Length;
        if (Version == WireVersion.V1)
        {
            WriteVector(values, RayAttributes.None);
            return;
        }

        // In one piece the elements are looked at while they are copied, and the mark is set afterwards.
        if (!TryReserve(VectorHeaderSize + (long)size))
        {
            WriteVector(values, RayElement<T>.ContainsNull(values) ? RayAttributes.HasNulls : RayAttributes.None);
            return;
        }

        var start = _used;
        WriteVectorHeader(RayElement<T>.Type, RayAttributes.None, values.Length);
        if (NullScan.Copy(values, _span.Slice(_used)))
            _span[start + attributesOffset] = (byte)RayAttributes.HasNulls;
        _used += size;
    }

    /// <summary>Writes the header of a list; as many objects have to follow.</summary>
    /// <param name="count">How many elements the list has.</param>
    public void WriteListHeader(int count) => WriteListHeader(count, RayAttributes.None);

    /// <summary>Writes the header of a dict; two objects have to follow, the keys and the values.</summary>
    public void WriteDictHeader() => WriteDictHeader(RayAttributes.None);

    /// <summary>Writes the header of a table and its names; a list has to follow, the columns.</summary>
    /// <param name="names">The columns' names.</param>
    public void WriteTableHeader(RaySymbolVector names)
    {
        WriteCompoundHeader(RayType.Table, RayAttributes.None);
        WriteTexts(names ?? throw new ArgumentNullException(nameof(names)), TableNamesAttributes);
    }

    /// <summary>Writes the header of a lambda; two objects have to follow, the parameters and the body.</summary>
    public void WriteLambdaHeader() => WriteLambdaHeader(hasClosure: false);

    /// <summary>
    /// Writes the header of a lambda; two objects have to follow, the parameters and the body, and with a closure a
    /// third one, a dict of the captured names. Wire version 1 has no closures.
    /// </summary>
    /// <param name="hasClosure">Whether a third object follows.</param>
    /// <exception cref="ArgumentException">Wire version 1 has no closures.</exception>
    public void WriteLambdaHeader(bool hasClosure)
    {
        if (hasClosure && Version == WireVersion.V1)
            throw new ArgumentException("Wire version 1 has no closures.", nameof(hasClosure));
        WriteCompoundHeader(RayType.Lambda, hasClosure ? (RayAttributes)ObjectHeader.ClosureFlag : RayAttributes.None);
    }

    /// <summary>
    /// Writes a vector of symbols or, in wire version 3, of strings; version 1 gets a list of strings.
    /// </summary>
    /// <param name="texts">The elements.</param>
    public void WriteVector(RayTextVector texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (texts is RaySymbolVector || Version == WireVersion.V3)
        {
            WriteTexts(texts, texts.Attributes);
            return;
        }

        WriteListHeader(texts.Count);
        for (var i = 0; i < texts.Count; i++)
            WriteString(texts.GetUtf8(i));
    }

    internal void WriteVector<T>(RayVector<T> vector)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) || GeneratedMemory<T>.Find(vector.Memory) is not { } generated)
        {
            WriteVector(vector.Span, vector.Attributes);
            return;
        }

        WriteVectorHeader(vector.Type, vector.Attributes, generated.Length);
        for (var written = 0; written < generated.Length;)
        {
            var left = generated.Length - written;
            // Room for one is enough, but where there is more all are asked for.
            if (!TryReserve((long)left * Unsafe.SizeOf<T>()) && !TryReserve(Unsafe.SizeOf<T>()))
                throw new InvalidOperationException("The buffer gave less room than it was asked for.");
            var target = MemoryMarshal.Cast<byte, T>(_span.Slice(_used));
            target = target.Slice(0, Math.Min(target.Length, left));
            generated.Write(target, written);
            written += target.Length;
            _used += target.Length * Unsafe.SizeOf<T>();
        }
    }

    internal void WriteVector<T>(ReadOnlySpan<T> values, RayAttributes attributes)
        where T : unmanaged
    {
        WriteVectorHeader(RayElement<T>.Type, attributes, values.Length);
        if (typeof(T) == typeof(float) && Version == WireVersion.V1)
        {
            foreach (var value in MemoryMarshal.Cast<T, float>(values))
                WriteRaw((double)value);
        }
        else
        {
            WriteRaw(MemoryMarshal.AsBytes(values));
        }
    }

    internal void WriteAtoms(AtomBlock atoms) => WriteRaw(atoms.Bytes);

    internal void WriteListHeader(int count, RayAttributes attributes) =>
        WriteVectorHeader(RayType.List, attributes, count);

    internal void WriteDictHeader(RayAttributes attributes) => WriteCompoundHeader(RayType.Dict, attributes);

    private void WriteTexts(RayTextVector texts, RayAttributes attributes)
    {
        WriteVectorHeader(texts.Type, attributes, texts.Count);
        if (texts.IsLaidOut)
        {
            WriteRaw(texts.Block);
            return;
        }

        var isSymbol = texts is RaySymbolVector;
        for (var i = 0; i < texts.Count; i++)
        {
            var utf8 = texts.GetUtf8(i);
            if (!isSymbol)
                WriteRaw((long)utf8.Length);
            WriteRaw(utf8);
            if (isSymbol)
                WriteRaw((byte)0);
        }
    }

    private void WriteCompoundHeader(RayType type, RayAttributes attributes)
    {
        WriteType(type, isAtom: false);
        WriteRaw(Version == WireVersion.V3 ? (byte)attributes : (byte)0);
    }
}

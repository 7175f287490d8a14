using System.Runtime.CompilerServices;
using System.Text;
using Rayforce.Text;

namespace Rayforce.Ipc;

/// <content>Atoms, functions, the null and errors.</content>
public ref partial struct RayWriter
{
    /// <summary>Writes a fixed-width atom; the null mark of wire version 3 is set for a null sentinel.</summary>
    /// <typeparam name="T">An element type, see <see cref="RayAtom{T}"/>.</typeparam>
    /// <param name="value">The value.</param>
    public void WriteAtom<T>(T value)
        where T : unmanaged => WriteAtom(RayElement<T>.Normalize(value), RayElement<T>.IsNull(value));

    /// <summary>Writes the null of a fixed-width type.</summary>
    /// <typeparam name="T">An element type, see <see cref="RayAtom{T}"/>.</typeparam>
    public void WriteNullAtom<T>()
        where T : unmanaged => WriteAtom(RayElement<T>.Null, isNull: true);

    /// <summary>Writes a symbol atom.</summary>
    /// <param name="utf8">Its bytes, without a NUL.</param>
    /// <param name="quoted">Whether it is a literal; wire version 1 has no mark for it.</param>
    /// <exception cref="ArgumentException">The bytes contain a NUL.</exception>
    public void WriteSymbol(ReadOnlySpan<byte> utf8, bool quoted = false)
    {
        WriteType(RayType.Symbol, isAtom: true);
        if (Version == WireVersion.V3)
            WriteRaw(quoted ? ObjectHeader.QuotedFlag : (byte)0);
        WriteName(utf8);
    }

    /// <summary>Writes a symbol atom.</summary>
    /// <param name="name">Its text, without a NUL.</param>
    /// <param name="quoted">Whether it is a literal; wire version 1 has no mark for it.</param>
    /// <exception cref="ArgumentException">The text contains a NUL, or half a surrogate pair.</exception>
    public void WriteSymbol(string name, bool quoted = false) =>
        WriteSymbol(StrictUtf8.GetBytes(name, nameof(name)), quoted);

    /// <summary>Writes a String atom; in wire version 1 a vector of chars.</summary>
    /// <param name="utf8">Its bytes.</param>
    public void WriteString(ReadOnlySpan<byte> utf8) => WriteString(utf8, isNull: false);

    /// <summary>Writes a String atom; in wire version 1 a vector of chars.</summary>
    /// <param name="value">Its text.</param>
    /// <exception cref="ArgumentException">The text contains half a surrogate pair.</exception>
    public void WriteString(string value) =>
        WriteString(StrictUtf8.GetBytes(value, nameof(value)));

    /// <summary>Writes the untyped null.</summary>
    public void WriteNull() => WriteType(RayType.Null, isAtom: false);

    /// <summary>Writes a builtin function.</summary>
    /// <param name="type">
    /// <see cref="RayType.Unary"/>, <see cref="RayType.Binary"/> or <see cref="RayType.Variadic"/>.
    /// </param>
    /// <param name="name">Its name, without a NUL.</param>
    /// <exception cref="ArgumentException">The type is none of the three, or the name contains a NUL.</exception>
    public void WriteBuiltin(RayType type, ReadOnlySpan<byte> name)
    {
        if (type is not (RayType.Unary or RayType.Binary or RayType.Variadic))
            throw new ArgumentException($"{type} is no type of a builtin.", nameof(type));
        WriteType(type, isAtom: false);
        WriteName(name);
    }

    /// <summary>
    /// Writes an error object. The message travels in wire version 1 only, there only for the code <c>user</c>, and not
    /// with <see cref="RayWriteOptions.LongErrors"/>.
    /// </summary>
    /// <param name="error">The error.</param>
    public void WriteError(RayError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        WriteType(RayType.Error, isAtom: false);
        if (Version == WireVersion.V3)
        {
            WriteRaw(ErrorCodes.Pack(error.Code));
            return;
        }

        var code = ErrorCodes.ToNumber(error.Code);
        WriteRaw(code);
        if ((Options & RayWriteOptions.LongErrors) != 0)
        {
            WriteRaw(LongError.Padding);
            return;
        }

        WriteRaw(error.Context);
        if (code == ErrorCodes.User)
            WriteName(Encoding.UTF8.GetBytes(ErrorCodes.UserMessage(error)));
    }

    internal void WriteAtom<T>(T value, bool isNull)
        where T : unmanaged
    {
        if (typeof(T) == typeof(RayChar) && Version == WireVersion.V3)
        {
            WriteStringHeader(1, isNull: false);
            WriteRaw(value);
            return;
        }

        if (Version == WireVersion.V3)
        {
            // What long lists are made of: its bytes are asked for at once.
            var size = 2 + Unsafe.SizeOf<T>();
            if (_span.Length - _used < size)
                Grow(size);
            ref var target = ref _span[_used];
            target = (byte)-(int)RayElement<T>.Type;
            Unsafe.Add(ref target, 1) = isNull ? ObjectHeader.NullFlag : (byte)0;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, 2), value);
            _used += size;
            return;
        }

        WriteType(RayElement<T>.Type, isAtom: true);
        if (typeof(T) == typeof(float))
            WriteRaw((double)Unsafe.As<T, float>(ref value));
        else
            WriteRaw(value);
    }

    internal void WriteString(ReadOnlySpan<byte> utf8, bool isNull)
    {
        WriteStringHeader(utf8.Length, isNull);
        WriteRaw(utf8);
    }

    private void WriteStringHeader(int count, bool isNull)
    {
        if (Version == WireVersion.V1)
        {
            WriteVectorHeader(RayType.Char, RayAttributes.None, count);
            return;
        }

        WriteType(RayType.String, isAtom: true);
        WriteRaw(isNull ? ObjectHeader.NullFlag : (byte)0);
        WriteRaw((long)count);
    }

    private void WriteName(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf((byte)0) >= 0)
            throw new ArgumentException(
                "A symbol or name may not contain a NUL: it ends it on the wire.", nameof(utf8));
        WriteRaw(utf8);
        WriteRaw((byte)0);
    }
}

namespace Rayforce;

/// <summary>
/// What a Rayforce object is. The numbers are the type codes of wire version 3, where an atom carries the negated code;
/// <see cref="Char"/> exists in wire version 1 only and has a number of our own.
/// </summary>
public enum RayType : byte
{
    /// <summary>A list of objects of any type.</summary>
    List = 0,

    /// <summary>Boolean, 1 byte.</summary>
    B8 = 1,

    /// <summary>Unsigned byte.</summary>
    U8 = 2,

    /// <summary>16-bit integer.</summary>
    I16 = 3,

    /// <summary>32-bit integer.</summary>
    I32 = 4,

    /// <summary>64-bit integer.</summary>
    I64 = 5,

    /// <summary>32-bit IEEE 754 number; wire version 3 only.</summary>
    F32 = 6,

    /// <summary>64-bit IEEE 754 number.</summary>
    F64 = 7,

    /// <summary>Days since 2000-01-01, 32 bits.</summary>
    Date = 8,

    /// <summary>Milliseconds since midnight, 32 bits.</summary>
    Time = 9,

    /// <summary>Nanoseconds since 2000-01-01T00:00:00Z, 64 bits.</summary>
    Timestamp = 10,

    /// <summary>16 bytes in text order.</summary>
    Guid = 11,

    /// <summary>An interned name.</summary>
    Symbol = 12,

    /// <summary>A text of any bytes; in wire version 1 a vector of <see cref="Char"/>.</summary>
    String = 13,

    /// <summary>One byte of text; an atom of wire version 1 only.</summary>
    Char = 14,

    /// <summary>A span of nanoseconds, 64 bits; core 3.0.1 and later, wire version 3 only.</summary>
    Timespan = 16,

    /// <summary>Named columns of one length.</summary>
    Table = 98,

    /// <summary>Keys and their values.</summary>
    Dict = 99,

    /// <summary>A function written in Rayfall.</summary>
    Lambda = 100,

    /// <summary>A builtin function of one argument.</summary>
    Unary = 101,

    /// <summary>A builtin function of two arguments.</summary>
    Binary = 102,

    /// <summary>A builtin function of any number of arguments.</summary>
    Variadic = 103,

    /// <summary>The untyped null.</summary>
    Null = 126,

    /// <summary>An error.</summary>
    Error = 127,
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Rayforce.FixtureGen;

/// <summary>
/// Objects that no source gives: made by the C interface of core 2.x, each under the name of its <c>c_api</c> row.
/// </summary>
/// <param name="library">The library's handle.</param>
internal sealed unsafe partial class ConstructedObjects(nint library)
{
    private const sbyte F32 = 6;
    private const sbyte F64 = 7;
    private const sbyte Guid = 11;
    private const sbyte Symbol = 12;
    private const sbyte Timespan = 16;

    /// <summary>Makes an object, which is the caller's.</summary>
    /// <param name="call">The <c>c_api</c> text of a row.</param>
    /// <exception cref="FormatException">This tool has no such call.</exception>
    public nint Create(string call)
    {
        if (EmptyVector().Match(call) is { Success: true } vector)
            return NewVector(ReadType(vector), 0);
        if (TypedNull().Match(call) is { Success: true } typed)
            return NewNull(ReadType(typed));
        if (SingleNumber().Match(call) is { Success: true } single)
            return NewNumber(ReadFloatType(single), ReadNumber(single));
        if (NumberAndHalf().Match(call) is { Success: true } pair)
            return NewNumbers(ReadFloatType(pair), ReadNumber(pair), 1.5);
        if (Sentinel().Match(call) is { Success: true } sentinel)
            return NewSentinel(ReadType(sentinel));
        return call switch
        {
            "ray_timespan(123456789)" => NewTimespan(123456789),
            "ray_timespan(INT64_MIN): the sentinel, no null flag" => NewTimespan(long.MinValue),
            "ray_vec_from_raw(16, {1,-1,INT64_MIN}, 3)" => NewVector(Timespan, [1, -1, long.MinValue], 3),
            "ray_str(\"\", 0)" => NewString(""),
            "ray_typed_null(-RAY_F32)" => NewNull(-F32),
            "ray_vec_from_raw(RAY_F32, {1.5,-2.25,3e38}, 3)" => NewVector<float>(F32, [1.5f, -2.25f, 3e38f], 3),
            "ray_guid(00 01 .. 0f)" => NewGuid(Count(16)),
            "ray_guid(16 zero bytes)" => NewGuid(new byte[16]),
            "ray_vec_from_raw(RAY_GUID, 00 01 .. 1f, 2)" => NewVector<byte>(Guid, Count(32), 2),
            "ray_sym(intern \"price\") : an unquoted name reference" => NewSymbol("price"),
            "ray_sym(intern \"\")" => NewSymbol(""),
            "ray_sym(intern utf-8)" => NewSymbol("日本☃"),
            "ray_str(\"a\\0b\", 3)" => NewString("a\0b"),
            "ray_str 7 bytes" => NewString("1234567"),
            "ray_str 8 bytes" => NewString("12345678"),
            "300 symbols, 280 distinct" => NewSymbols(300, 280),
            _ => throw new FormatException($"There is no call '{call}': add it to {nameof(ConstructedObjects)}."),
        };
    }

    [GeneratedRegex(@"^ray_vec_new\((\d+), 0\)$")]
    private static partial Regex EmptyVector();

    [GeneratedRegex(@"^ray_typed_null\((-\d+)\)$")]
    private static partial Regex TypedNull();

    [GeneratedRegex(@"^ray_f(32|64)\(([^)]+)\)$")]
    private static partial Regex SingleNumber();

    [GeneratedRegex(@"^ray_vec_from_raw\(RAY_F(32|64), \{([^,]+),1\.5\}, 2\)$")]
    private static partial Regex NumberAndHalf();

    [GeneratedRegex(@"^ray_vec_from_raw\((\d+), \{a value, the sentinel\}, 2\)$")]
    private static partial Regex Sentinel();

    private static sbyte ReadFloatType(Match match) => match.Groups[1].ValueSpan is "32" ? F32 : F64;

    private static double ReadNumber(Match match) => match.Groups[2].Value switch
    {
        // C's nan, whose sign .NET's has not.
        "nan" => RayAtom<double>.Null.Value,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "max" => float.MaxValue,
        var number => double.Parse(number, CultureInfo.InvariantCulture),
    };

    private static sbyte ReadType(Match match) => sbyte.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    private static byte[] Count(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)i)];

    private nint Find(string symbol) => NativeLibrary.GetExport(library, symbol);

    private nint NewVector(sbyte type, long capacity) =>
        ((delegate* unmanaged[Cdecl]<sbyte, long, nint>)Find("ray_vec_new"))(type, capacity);

    private nint NewVector<T>(sbyte type, T[] values, long count)
        where T : unmanaged
    {
        fixed (T* data = values)
            return ((delegate* unmanaged[Cdecl]<sbyte, void*, long, nint>)Find("ray_vec_from_raw"))(type, data, count);
    }

    private nint NewNumber(sbyte type, double value) => type == F32
        ? ((delegate* unmanaged[Cdecl]<float, nint>)Find("ray_f32"))((float)value)
        : ((delegate* unmanaged[Cdecl]<double, nint>)Find("ray_f64"))(value);

    private nint NewNumbers(sbyte type, double first, double second) => type == F32
        ? NewVector(type, [(float)first, (float)second], 2)
        : NewVector(type, [first, second], 2);

    private nint NewTimespan(long nanoseconds) =>
        ((delegate* unmanaged[Cdecl]<long, nint>)Find("ray_timespan"))(nanoseconds);

    /// <summary>One, or one and a half, and the null of the type.</summary>
    private nint NewSentinel(sbyte type) => (RayType)type switch
    {
        RayType.I16 => NewVector<short>(type, [1, short.MinValue], 2),
        RayType.I32 or RayType.Date or RayType.Time => NewVector(type, [1, int.MinValue], 2),
        RayType.F32 or RayType.F64 => NewNumbers(type, 1.5, RayAtom<double>.Null.Value),
        RayType.Guid => NewVector<byte>(type, [1, .. new byte[31]], 2),
        _ => NewVector(type, [1, long.MinValue], 2),
    };

    private nint NewNull(sbyte type) => ((delegate* unmanaged[Cdecl]<sbyte, nint>)Find("ray_typed_null"))(type);

    private nint NewGuid(byte[] bytes)
    {
        fixed (byte* data = bytes)
            return ((delegate* unmanaged[Cdecl]<byte*, nint>)Find("ray_guid"))(data);
    }

    private nint NewSymbol(string name) => ((delegate* unmanaged[Cdecl]<long, nint>)Find("ray_sym"))(Intern(name));

    private nint NewSymbols(int count, int distinct) =>
        NewVector<long>(Symbol, [.. Enumerable.Range(0, count).Select(i => Intern($"s{i % distinct}"))], count);

    private nint NewString(string text) => WithBytes(text, (data, size) =>
        ((delegate* unmanaged[Cdecl]<byte*, nuint, nint>)Find("ray_str"))((byte*)data, size));

    private long Intern(string name) => WithBytes(name, (data, size) =>
        ((delegate* unmanaged[Cdecl]<byte*, nuint, long>)Find("ray_sym_intern"))((byte*)data, size));

    private static T WithBytes<T>(string text, Func<nint, nuint, T> call)
    {
        // One byte more, so that an empty text has an address too.
        var bytes = Encoding.UTF8.GetBytes(text + '\0');
        fixed (byte* data = bytes)
            return call((nint)data, (nuint)(bytes.Length - 1));
    }
}

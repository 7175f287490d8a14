namespace Rayforce;

/// <summary>
/// The array types that <see cref="RayObject.As{T}"/> knows. Each is named here, so that trimming and native AOT keep
/// its code.
/// </summary>
internal static partial class ArrayTypes
{
    private static readonly Dictionary<Type, Func<RayObject, string, object>> Known = new();

    static ArrayTypes()
    {
        AddWithNullable<bool>();
        AddWithNullable<byte>();
        AddWithNullable<short>();
        AddWithNullable<int>();
        AddWithNullable<long>();
        AddWithNullable<float>();
        AddWithNullable<double>();
        AddWithNullable<DateTime>();
        AddWithNullable<DateTimeOffset>();
        AddWithNullable<TimeSpan>();
        AddWithNullable<Guid>();
        AddWithNullable<RayDate>();
        AddWithNullable<RayTime>();
        AddWithNullable<RayTimestamp>();
        AddWithNullable<RayGuid>();
        Add<string>();
        Add<string[]>();
        Add<RayObject>();
        AddCalendar();
    }

    /// <summary>What makes such an array; a null reference where the type is none of these arrays.</summary>
    public static Func<RayObject, string, object>? Find(Type type) =>
        Known.TryGetValue(type, out var convert) ? convert : null;

    /// <summary>The calendar types that .NET Standard does not have.</summary>
    static partial void AddCalendar();

    private static void AddWithNullable<T>()
        where T : struct
    {
        Add<T>();
        Add<T?>();
        Add<T[]>();
    }

    private static void Add<T>() => Known[typeof(T[])] = static (value, name) => value.ReadAll<T>(name);
}

namespace Rayforce;

/// <summary>
/// The array types that <see cref="RayObject.As{T}"/> knows. Each is named somewhere as a type argument, so that
/// trimming and native AOT keep its code.
/// </summary>
internal static class ArrayTypes
{
    private static readonly Dictionary<Type, Func<RayObject, string, object>> Known = new();

    static ArrayTypes()
    {
        Add<string>();
        Add<string[]>();
        Add<RayObject>();
        RayElements.Visit(new Elements());
    }

    /// <summary>What makes such an array; a null reference where the type is none of these arrays.</summary>
    public static Func<RayObject, string, object>? Find(Type type) =>
        Known.TryGetValue(type, out var convert) ? convert : null;

    private static void Add<T>() => Known[typeof(T[])] = static (value, name) => value.ReadAll<T>(name);

    /// <summary>Of each type that elements are read as: its arrays, those of its nullable, and lists of them.</summary>
    private sealed class Elements : IReadableTypes
    {
        public void Add<T>()
            where T : struct
        {
            ArrayTypes.Add<T>();
            ArrayTypes.Add<T?>();
            ArrayTypes.Add<T[]>();
        }
    }
}

namespace Rayforce;

/// <summary>.NET types that values are read as.</summary>
internal static class ReadableType
{
    /// <summary>Whether a null can be read as the type: as a nullable, or as a text.</summary>
    public static bool HasNull(Type type) => type == typeof(string) || Nullable.GetUnderlyingType(type) is not null;

    /// <summary>Its name in messages.</summary>
    public static string NameOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? inner.Name + "?" : type.Name;
}

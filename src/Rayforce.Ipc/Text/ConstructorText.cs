namespace Rayforce.Text;

/// <summary>Values in the constructor form of the Python binding.</summary>
internal static class ConstructorText
{
    public static string Format(RayObject value) => value.Type.ToString();
}

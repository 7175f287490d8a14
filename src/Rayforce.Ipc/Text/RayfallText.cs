namespace Rayforce.Text;

/// <summary>Values as Rayfall text, as native Rayforce prints them.</summary>
internal static class RayfallText
{
    public static string Format(RayObject value) => value.Type.ToString();
}

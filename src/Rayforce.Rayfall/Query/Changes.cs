namespace Rayforce.Rayfall;

/// <summary>Queries that change tables.</summary>
internal static class Changes
{
    public static void Register(BuiltinTable.Builder table)
    {
    }
}

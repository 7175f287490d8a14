namespace Rayforce.Queries;

/// <summary>The names that a query may hold: of tables, columns, variables and functions.</summary>
internal static class Names
{
    /// <summary>What Rayfall reads as the end of a name.</summary>
    private const string Marks = "()[]{}\"'`:;,";

    /// <summary>Answers a name that can be sent.</summary>
    /// <param name="name">The name.</param>
    /// <param name="where">The method that was called, for the message.</param>
    /// <param name="parameter">The parameter it came in.</param>
    /// <exception cref="ArgumentException">The name is empty or has a NUL.</exception>
    public static string Check(string name, string where, string parameter)
    {
        if (name is null)
            throw new ArgumentNullException(parameter);
        if (name.Length == 0)
            throw new ArgumentException($"{where}: a name may not be empty.", parameter);
        if (name.Contains('\0'))
            throw new ArgumentException(
                $"{where}: the name '{name}' has a NUL, which ends a name on the wire.", parameter);
        return name;
    }

    /// <summary>Whether Rayfall source can say the symbol, with a quote before it.</summary>
    public static bool IsPlain(string name)
    {
        foreach (var character in name)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character) || Marks.Contains(character))
                return false;
        }

        return name.Length > 0;
    }

    /// <summary>Whether Rayfall source can say the name without a quote, as something to look up.</summary>
    public static bool IsIdentifier(string name)
    {
        var first = name.Length > 1 && name[0] == '-' ? name[1] : name[0];
        return IsPlain(name) && !char.IsDigit(first) && name is not ("true" or "false" or "null");
    }
}

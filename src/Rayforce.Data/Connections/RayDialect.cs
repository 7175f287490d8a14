namespace Rayforce.Data;

/// <summary>The language of a command's text.</summary>
public enum RayDialect
{
    /// <summary>Rayfall, which the server reads. A parameter is named <c>@name</c>.</summary>
    Rayfall,

    /// <summary>SQL, which is translated here, so that it runs on every server.</summary>
    Sql,
}

namespace Rayforce.Display;

/// <summary>Writes a table in parts, all with the same columns; its end is there when it is disposed of.</summary>
internal interface ITableWriter : IDisposable
{
    /// <summary>Writes the next rows.</summary>
    void Write(RayTable rows);
}

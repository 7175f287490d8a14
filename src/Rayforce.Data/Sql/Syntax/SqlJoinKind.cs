namespace Rayforce.Data;

/// <summary>Which rows without a match a join keeps.</summary>
internal enum SqlJoinKind
{
    Inner,
    Left,
    Right,
    Full,
    Cross,
}

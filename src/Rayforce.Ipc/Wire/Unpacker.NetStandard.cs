namespace Rayforce.Ipc;

/// <content>Without vectors all blocks go byte by byte.</content>
internal ref partial struct Unpacker
{
    private void UnpackBlocks()
    {
        while (_read < _source.Length && _filled < _destination.Length && TryUnpackBlock())
        {
        }
    }
}

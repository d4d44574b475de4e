using Grains.Interfaces.Operations;
using LiveBoard.Board;

namespace LiveBoard.Tests.Support;

internal static class TestStamp
{
    public static ServiceInfo Service { get; } =
        new("embedded", "sqlite", "0.1.0", "build-1", false, Frames.Start, ServiceClockInfo.Real);

    public static FrameStamp Of(TimeProvider time) => new(Service, time, time);
}

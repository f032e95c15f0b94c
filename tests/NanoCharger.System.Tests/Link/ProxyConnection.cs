using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using NanoCharger.Emulation;

namespace NanoCharger.System.Tests.Link
{
    /// <summary>One connection through a <see cref="FaultyProxy"/>: whole frames are handed on, and the last one up to the byte of the plan.</summary>
    internal sealed class ProxyConnection
    {
        private const int BufferBytes = 1 << 17;

        private readonly object _gate = new();
        private readonly FaultyProxy _proxy;
        private readonly Socket _station;
        private readonly Socket _broker;
        private readonly WirePlan _plan;
        private readonly long[] _passed = new long[2];
        private readonly long[] _handshake = new long[2];
        private bool _shaken;
        private bool _silent;
        private bool _ended;

        internal ProxyConnection(FaultyProxy proxy, Socket station, Socket broker, WirePlan plan)
        {
            _proxy = proxy;
            _station = station;
            _broker = broker;
            _plan = plan;
            _shaken = !proxy.IsTls;
        }

        internal long Passed(WireWay way)
        {
            lock (_gate)
            {
                return _passed[(int)way];
            }
        }

        internal long HandshakeBytes(WireWay way)
        {
            lock (_gate)
            {
                return _handshake[(int)way];
            }
        }

        internal async Task Start(int brokerPort)
        {
            try
            {
                await _broker.ConnectAsync(IPAddress.Loopback, brokerPort);
            }
            catch (SocketException)
            {
                End();
                return;
            }

            _ = Pump(_station, WireWay.Up);
            _ = Pump(_broker, WireWay.Down);
        }

        internal void End()
        {
            lock (_gate)
            {
                _ended = true;
                _station.Dispose();
                _broker.Dispose();
            }
        }

        private async Task Pump(Socket from, WireWay way)
        {
            byte[] buffer = new byte[BufferBytes];
            int filled = 0;
            try
            {
                int read;
                while ((read = await from.ReceiveAsync(buffer.AsMemory(filled))) > 0)
                {
                    filled += read;
                    int begin = 0;
                    int length;
                    while ((length = WireFrames.LengthOf(buffer.AsSpan(begin, filled - begin), _proxy.IsTls)) > 0)
                    {
                        Take(buffer.AsSpan(begin, length), way);
                        begin += length;
                    }

                    buffer.AsSpan(begin, filled - begin).CopyTo(buffer);
                    filled -= begin;
                }
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                // The other side learns it just below.
            }

            // A silent connection stays for the station, whatever the broker thinks of it.
            if (way == WireWay.Up || !IsSilent())
            {
                End();
            }
        }

        private bool IsSilent()
        {
            lock (_gate)
            {
                return _silent;
            }
        }

        private void Take(ReadOnlySpan<byte> frame, WireWay way)
        {
            lock (_gate)
            {
                if (_ended)
                {
                    return;
                }

                if (_silent)
                {
                    Tell(Silence(), counts: false);
                    return;
                }

                NoteHandshake(frame, way);
                if (IsDue(frame, way) && !_proxy.Calm())
                {
                    long into = _plan.AtByte - _passed[(int)way];
                    Harm(frame[..(int)(into >= 0 ? into : _plan.AtByte % frame.Length)], way);
                }
                else if (!_proxy.IsTls && WireFrames.KindOf(frame, way) is { } kind && !_proxy.Calm() && _plan.Keeps(kind))
                {
                    Tell(kind == WireHarmKind.MessageDown ? WireFrames.Message(frame) : new WireHarm(kind), counts: true);
                }
                else
                {
                    Pass(frame, way);
                }
            }
        }

        /// <summary>The byte of the plan is in this frame, or was in one that nobody waits for.</summary>
        private bool IsDue(ReadOnlySpan<byte> frame, WireWay way)
        {
            return _plan.Way == way && _plan.AtByte >= 0 && _plan.AtByte < _passed[(int)way] + frame.Length && (_proxy.IsTls || WireFrames.IsAwaited(frame, way));
        }

        private void NoteHandshake(ReadOnlySpan<byte> frame, WireWay way)
        {
            if (!_shaken && way == WireWay.Up && WireFrames.IsApplicationData(frame))
            {
                _shaken = true;
                _passed.CopyTo(_handshake, 0);
            }
        }

        private void Harm(ReadOnlySpan<byte> passing, WireWay way)
        {
            _silent = _plan.Silences;
            Tell(_silent ? Silence() : new WireHarm(WireHarmKind.Cut), counts: true);
            Pass(passing, way);
            if (!_silent)
            {
                _ended = true;
                _station.Dispose();
                _broker.Dispose();
            }
        }

        private WireHarm Silence()
        {
            return new WireHarm(_shaken ? WireHarmKind.Silence : WireHarmKind.SilenceInHandshake);
        }

        private void Tell(WireHarm harm, bool counts)
        {
            _proxy.Tell(this, harm, counts);
        }

        private void Pass(ReadOnlySpan<byte> bytes, WireWay way)
        {
            _passed[(int)way] += bytes.Length;
            (way == WireWay.Up ? _broker : _station).Send(bytes);
        }
    }
}

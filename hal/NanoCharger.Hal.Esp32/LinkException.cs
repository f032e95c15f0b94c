using System;
using System.Net.Sockets;
using NanoCharger.Hal;

namespace NanoCharger.Hal.Esp32
{
    /// <summary>Why an attempt, or a session, has ended.</summary>
    internal sealed class LinkException : Exception
    {
        // mbedTLS: MBEDTLS_ERR_X509_CERT_VERIFY_FAILED and MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE. The class library hands its numbers on as they are.
        private const int VerifyFailed = -0x2700;
        private const int FatalAlert = -0x7780;

        /// <param name="cause">What has gone wrong.</param>
        /// <param name="code">A number that tells more; 0 for none.</param>
        internal LinkException(LinkCause cause, int code)
            : base(((int)cause).ToString())
        {
            Cause = cause;
            Code = code;
        }

        internal LinkCause Cause { get; }

        internal int Code { get; }

        /// <summary>What an exception out of the library's Connect says: numbers of sockets are positive, those of the native TLS negative.</summary>
        internal static LinkException OfConnect(Exception thrown)
        {
            SocketException socket = thrown.InnerException as SocketException;
            int code = socket == null ? 0 : socket.ErrorCode;
            LinkCause cause = code >= 0 ? LinkCause.NoBroker
                : code == VerifyFailed ? LinkCause.BrokerUntrusted
                : code == FatalAlert ? LinkCause.CertificateRefused
                : LinkCause.HandshakeFailed;
            return new LinkException(cause, code);
        }
    }
}
